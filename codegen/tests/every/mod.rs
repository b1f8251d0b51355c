//! An application with every trigger, every resource, and every way to name one that exists already.
#![allow(dead_code)]

use std::collections::BTreeMap;

use watershed_codegen::compile::{Outcome, compile};
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;

const MANIFEST: &str = "[package]\nname = \"all\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";

const SETTINGS: &str = r#"app: all
region: eu-west-1
tracing: true
http:
  auth: none
  cors: { origins: ["https://shop.example.com"], methods: [GET, POST] }
  domain: api.example.com
  certificate: arn:aws:acm:eu-west-1:123456789012:certificate/a
vpc: { subnets: [subnet-0a1b2c3d, subnet-1a2b3c4d], security_groups: [sg-0a1b2c3d] }
tags: { team: "check out" }
terraform: { backend: { kind: s3, bucket: state, key: "all/{environment}", region: eu-west-1, encrypt: true, assume_role: { role_arn: "arn:aws:iam::123456789012:role/state-{environment}" } } }
kubernetes: { image: registry.example.com/all }
environments:
  dev: { http: { domain: api.dev.example.com } }
  prod:
    protected: true
    encryption: customer-key
    resources: { old: { external: legacy-prod }, far-bucket: { external: "arn:aws:s3:::far-prod" } }
"#;

/// Its source.
pub const SOURCE: &str = r#"
use watershed::prelude::*;
#[table(key = "id", sort = "at", index("by-customer", key = "customer"), ttl = "expires", stream)]
struct Order { id: String, at: u64, customer: String, expires: u64 }
#[table(key = "id", external = "legacy-orders")] struct Legacy { id: String }
#[queue(retries = 3, delay = "5s", renamed_from = "old-charges")] struct Charges(Charge);
#[queue(fifo)] struct Ordered(Charge);
#[queue(external = "theirs")] struct Theirs(Charge);
#[topic] struct Paid(Charge);
#[topic(fifo)] struct PaidInOrder(Charge);
#[topic(external = "their-topic")] struct TheirTopic(Charge);
#[bucket(expire = "30d")] struct Receipts;
#[bucket(external = "legacy")] struct Old;
#[secret] struct Key;
#[secret(external = "their-key")] struct TheirKey;
#[stream(shards = 2, retention = "48h")] struct Clicks(Click);
#[stream] struct Views(Click);
#[bus] struct Events;
#[queue(external = "arn:aws:sqs:eu-west-1:210987654321:far")] struct FarQueue(Charge);
#[topic(external = "arn:aws:sns:eu-west-1:210987654321:far")] struct FarTopic(Charge);
#[table(key = "id", external = "arn:aws:dynamodb:eu-west-1:210987654321:table/far")] struct FarTable { id: String }
#[bucket(external = "arn:aws:s3:::far")] struct FarBucket;
#[secret(external = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:far-a1B2c3")] struct FarSecret;
#[stream(external = "arn:aws:kinesis:eu-west-1:210987654321:stream/far")] struct FarStream(Click);
#[bus(external = "arn:aws:events:eu-west-1:210987654321:event-bus/far")] struct FarBus;

/// Says "hello" to ${name}.
#[function(http(GET, "/hello/{name}"), scale(max = 5, warm = 1), disk = "1GB", vpc, env(GREETING = "${hi} %{x} \"quoted\""))]
async fn hello(orders: Table<Order, (can::Query, can::Scan, can::Get)>, key: Secret<Key>, call: Caller<score>) -> String {}
#[function(http(ANY, "/{rest+}", auth = jwt(issuer = "https://issuer.example.com", audience = ["shop"])))]
async fn rest(old: Reader<Legacy>, key: Secret<TheirKey>) -> String {}
#[function(http(POST, "/admin", auth = iam))]
async fn admin(b: Bucket<Receipts, (can::Get, can::Put, can::Delete, can::List, can::Presign)>) -> String {}
#[function(url(auth = iam, streaming))] async fn page() -> String {}
#[function(url(auth = none), scale(warm = 1))] async fn open() -> String {}
#[function(queue(Charges, batch = 100, window = "2s", concurrency = 20), timeout = "30s")]
async fn charge(Message(c): Message<Charge>) -> Result<PublishTo<Paid>> {}
#[function(queue(Ordered))] async fn in_order(Message(c): Message<Charge>, t: Publisher<PaidInOrder>) {}
#[function(queue(Theirs))] async fn of_theirs(Message(c): Message<Charge>) -> SendTo<Charges> {}
#[function(topic(Paid, filter(kind = "paid", country = ["DE", "FR"])))] async fn on_paid(Message(c): Message<Charge>) {}
#[function(topic(PaidInOrder))] async fn on_paid_in_order(Message(c): Message<Charge>) {}
#[function(topic(TheirTopic))] async fn on_theirs(Message(c): Message<Charge>, b: Bus<Events, can::Put>, s: Stream<Clicks, can::Put>) {}
#[function(schedule("cron(0 8 ? * MON-FRI *)", timezone = "Europe/Berlin"))] async fn sweep(w: Writer<Order>) {}
#[function(table(Order, on = [insert, modify]))] async fn index(Change(c): Change<Order>) {}
#[function(bucket(Receipts, prefix = "in/", suffix = ".pdf"))] async fn on_receipt(o: Object<Receipts>) {}
#[function(bucket(Old, on = [created, removed]))] async fn on_old(o: Object<Old>) {}
#[function(event(Events, source = "shop.orders", detail_type = "Placed"))] async fn on_event(e: Event<u8>) {}
#[function(event(source = "aws.ec2"))] async fn on_aws(e: Event<u8>) {}
#[function(stream(Clicks, batch = 50, parallel = 4, from = oldest))] async fn on_click(r: Record<Click>) {}
#[function(call, vpc, accept(WS0601, reason = "it is a test"))] async fn ping(Input(a): Input<u8>, other: Caller<pong>) -> u8 {}
#[function(call, vpc, scale(warm = 1))] async fn pong(Input(a): Input<u8>, other: Caller<ping>) -> u8 {}
#[function(call, renamed_from = "old-score", allow(reason = "SES has no handle", actions = ["ses:SendEmail"], resources = ["arn:aws:ses:eu-west-1:123456789012:identity/example.com"]))]
async fn score(Input(a): Input<u8>) -> u8 {}
#[function(queue(FarQueue), accept(WS0601, reason = "it is a test"))] async fn from_far_queue(Message(c): Message<Charge>, k: Secret<FarSecret>) -> SendTo<FarQueue> {}
#[function(topic(FarTopic), accept(WS0601, reason = "it is a test"))] async fn from_far_topic(Message(c): Message<Charge>, t: Table<FarTable, (can::Get, can::Query)>) -> PublishTo<FarTopic> {}
#[function(stream(FarStream), accept(WS0601, reason = "it is a test"))] async fn from_far_stream(r: Record<Click>, s: Stream<FarStream, can::Put>) {}
#[function(event(FarBus, source = "far"), accept(WS0601, reason = "it is a test"))] async fn from_far_bus(e: Event<u8>, b: Bus<FarBus, can::Put>) {}
#[function(bucket(FarBucket))] async fn from_far_bucket(o: Object<FarBucket>, b: Bucket<FarBucket, can::Get>) {}
#[function(topic(PaidInOrder), place = container)] async fn paid_there(Message(c): Message<Charge>) {}
#[function(bucket(Receipts, prefix = "there/"), place = container)] async fn receipt_there(o: Object<Receipts>) {}
#[function(event(Events, source = "there"), place = container, group = "there")] async fn event_there(e: Event<u8>) {}
#[function(stream(Views), place = container)] async fn view_there(r: Record<Click>) {}
#[service(worker, group = "there")] async fn work_there(orders: Reader<Order>) {}
#[function(call)] async fn api() {}
#[function(call)] async fn keda() {}
#[function(call)] async fn jwt() {}
#[function(queue(Parcels), place = container)] async fn parcel_there(Message(c): Message<Charge>) {}
#[queue] struct Parcels(Charge);
fn main() { watershed::run() }
"#;

/// What comes of a source with these settings.
pub fn outcome(source: &str) -> Outcome {
    let world = MemoryWorld::new([("Cargo.toml", MANIFEST), ("watershed.yaml", SETTINGS), ("src/main.rs", source)]);
    compile(&world, &Request::default())
}

/// The files that come out, or the codes of what is wrong.
pub fn compiled(source: &str) -> Result<BTreeMap<String, String>, Vec<String>> {
    let outcome = outcome(source);
    let wrong = || outcome.diagnostics.iter().filter(|it| it.is_error()).map(|it| it.code.to_string()).collect();
    outcome.files.ok_or_else(wrong)
}

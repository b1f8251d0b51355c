//! Every trigger and every resource as Terraform, judged by Terraform itself and the real provider's schema.

use std::path::{Path, PathBuf};
use std::process::Command;

use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;

const MANIFEST: &str = "[package]\nname = \"all\"\n[dependencies]\nwatershed = \"1\"\n";

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
terraform: { backend: { kind: s3, bucket: state, key: "all/{environment}", region: eu-west-1, encrypt: true } }
environments:
  dev: {}
  prod: { protected: true }
"#;

const SOURCE: &str = r#"
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
#[function(call, renamed_from = "old-score", allow(reason = "SES has no handle", actions = ["ses:SendEmail"], resources = ["arn:aws:ses:eu-west-1:123456789012:identity/example.com"]))]
async fn score(Input(a): Input<u8>) -> u8 {}
fn main() {}
"#;

/// The files that come out, or the codes of what is wrong.
fn compiled(source: &str) -> Result<std::collections::BTreeMap<String, String>, Vec<String>> {
    let world = MemoryWorld::new([("Cargo.toml", MANIFEST), ("watershed.yaml", SETTINGS), ("src/main.rs", source)]);
    let outcome = compile(&world, &Request::default());
    outcome
        .files
        .ok_or_else(|| outcome.diagnostics.iter().filter(|it| it.is_error()).map(|it| it.code.to_string()).collect())
}

/// Writes an environment's root module and answers its folder.
fn written(environment: &str, place: &Path) -> PathBuf {
    let folder = place.join(environment);
    std::fs::create_dir_all(&folder).unwrap();
    for (path, text) in compiled(SOURCE).unwrap() {
        if let Some(name) = path.strip_prefix(&format!("{environment}/terraform/")) {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    folder
}

/// Runs Terraform; the error is what it said.
fn terraform(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("terraform").args(arguments).current_dir(folder).output();
    let output = output.map_err(|error| format!("terraform does not start: {error}"))?;
    let shown = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("terraform {arguments:?}\n{shown}")) }
}

/// Where the provider is taken from: a folder of plugins where one is named, the registry otherwise.
fn init(folder: &Path) -> Result<(), String> {
    let plugins = std::env::var("WATERSHED_TERRAFORM_PLUGINS").map(|folder| format!("-plugin-dir={folder}"));
    let mut arguments = vec!["init", "-backend=false", "-input=false", "-no-color"];
    arguments.extend(plugins.as_deref());
    terraform(folder, &arguments)
}

#[test]
fn every_trigger_and_resource_is_valid_and_formatted() {
    let kept = std::env::var("WATERSHED_KEEP").ok().map(PathBuf::from);
    let place = tempfile::tempdir().unwrap();
    let place = kept.as_deref().unwrap_or(place.path());
    for environment in ["dev", "prod"] {
        let folder = written(environment, place);
        if let Err(reason) = init(&folder) {
            assert!(std::env::var_os("WATERSHED_REQUIRE_JUDGES").is_none(), "{reason}");
            eprintln!("skipped: Terraform and its AWS provider are needed here\n{reason}");
            return;
        }
        for arguments in [["fmt", "-check", "-diff"].as_slice(), &["validate", "-no-color"]] {
            if let Err(wrong) = terraform(&folder, arguments) {
                panic!("{wrong}");
            }
        }
    }
}

#[test]
fn a_renamed_component_keeps_its_name_in_the_cloud_and_all_of_it_is_moved() {
    let files = compiled(SOURCE).unwrap();
    let charges = &files["prod/terraform/queue_charges.tf"];
    assert!(charges.contains("\"all-prod-old-charges\"") && !charges.contains("\"all-prod-charges\""), "{charges}");
    let moved = &files["prod/terraform/moved.tf"];
    for (id, old) in [("function_score", "old_score"), ("queue_charges", "old_charges")] {
        let file = &files[&format!("prod/terraform/{id}.tf")];
        let resources = file.lines().filter(|line| line.starts_with("resource "));
        let from = moved.lines().filter(|line| line.contains(&format!(".{old}")));
        assert_eq!(from.count(), resources.count(), "{id}\n{moved}");
    }
}

#[test]
fn what_fails_in_the_end_is_kept() {
    let files = compiled(SOURCE).unwrap();
    for id in ["sweep", "on_event", "on_aws", "on_receipt", "on_old", "score"] {
        let file = &files[&format!("dev/terraform/function_{id}.tf")];
        let kept = file.contains("aws_lambda_function_event_invoke_config") && file.contains("\"SqsSendMessage\"");
        assert!(kept && file.contains(&format!("aws_sqs_queue.{id}__dead.arn")), "{id}");
    }
}

#[test]
fn what_would_come_out_wrong_is_refused() {
    let cases = [
        ("#[queue(external = \"arn:aws:sqs:us-east-1:210987654321:x\")] struct X(u8);", "WS0408"),
        (
            "#[table(key = \"id\", stream, external = \"arn:aws:dynamodb:eu-west-1:210987654321:table/x\")] struct X { id: u8 }
             #[function(table(X))] async fn f() {}",
            "WS0408",
        ),
        ("#[function(queue(Charges))] async fn again() {}", "WS0206"),
        ("#[function(http(GET, \"/hello/{other}\"))] async fn same() -> String {}", "WS0203"),
        ("#[function(table(Legacy))] async fn changes() {}", "WS0209"),
        ("#[queue(fifo)] struct F(u8); #[function(queue(F, batch = 11))] async fn many() {}", "WS0018"),
        ("#[function(call, place = container)] async fn there() {}", "WS0406"),
        ("#[function(call, place = auto)] async fn somewhere() {}", "WS0401"),
    ];
    for (source, code) in cases {
        // Each environment says it once, and the same mistake at the same place counts once.
        assert_eq!(compiled(&format!("{SOURCE}\n{source}")).unwrap_err(), [code], "{source}");
    }
}

//! Every trigger and service in a container: the manifests, read back, and the Terraform beside them.

use std::collections::BTreeMap;

use serde_json::Value;
use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;

const MANIFEST: &str = "[package]\nname = \"all\"\n[dependencies]\nwatershed = \"1\"\n";

const SETTINGS: &str = r#"app: all
region: eu-west-1
http: { auth: none }
kubernetes:
  image: registry.example.com/team/all
  gateway: { name: public, namespace: gateways }
  host: api.example.com
environments:
  dev: {}
  prod: { protected: true, services: { storefront: { scale: { min: 3 }, env: { MODE: "no" } } } }
"#;

const SOURCE: &str = r#"
use watershed::prelude::*;
#[table(key = "id", stream)] struct Order { id: String }
#[queue(retries = 3)] struct Charges(Charge);
#[queue(fifo)] struct Ordered(Charge);
#[queue(external = "theirs")] struct Theirs(Charge);
#[topic] struct Paid(Charge);
#[topic(fifo)] struct PaidInOrder(Charge);
#[bucket] struct Receipts;
#[secret] struct Key;
#[stream(shards = 2)] struct Clicks(Click);
#[bus] struct Events;

/// Says hello.
#[function(http(GET, "/hello/{name}"), place = container, scale(min = 2, max = 5, target = cpu(60), scale_down_after = "2m"), disk = "1GB", env(GREETING = "no", ODD = "1:30 # \"x\"\n  y"))]
async fn hello(orders: Table<Order, (can::Query, can::Get)>, key: Secret<Key>, call: Caller<score>, other: Caller<lambda>) -> String {}
#[function(http(POST, "/orders"), place = container, group = "orders")] async fn place_order(q: Sender<Charges>) -> String {}
#[function(http(GET, "/orders/{id}"), place = container, group = "orders")] async fn get_order(o: Reader<Order>) -> String {}
#[function(queue(Charges, batch = 100, window = "2s", concurrency = 20), timeout = "30s", place = container, group = "orders")]
async fn charge(Message(c): Message<Charge>) -> Result<PublishTo<Paid>> {}
#[function(url(auth = none, streaming), place = container)] async fn page() -> String {}
#[function(queue(Ordered), place = container, scale(min = 0, max = 3, target = depth(50), scale_down_after = "1m"))]
async fn in_order(Message(c): Message<Charge>, t: Publisher<PaidInOrder>) {}
#[function(queue(Theirs), timeout = "10m", place = container, scale(max = 4))] async fn of_theirs(Message(c): Message<Charge>) -> SendTo<Charges> {}
#[function(topic(Paid, filter(kind = "paid")), place = container)] async fn on_paid(Message(c): Message<Charge>) {}
#[function(topic(PaidInOrder), place = container)] async fn on_paid_in_order(Message(c): Message<Charge>) {}
#[function(schedule("cron(0 8 ? * MON-FRI *)", timezone = "Europe/Berlin"), place = container, retries = 1)] async fn sweep(w: Writer<Order>) {}
#[function(table(Order, on = [insert, modify]), place = container)] async fn index(Change(c): Change<Order>) {}
#[function(bucket(Receipts, prefix = "in/", suffix = ".pdf"), place = container)] async fn on_receipt(o: Object<Receipts>) {}
#[function(bucket(Receipts, prefix = "out/"))] async fn on_other(o: Object<Receipts>) {}
#[function(event(Events, source = "shop.orders"), place = container)] async fn on_event(e: Event<u8>) {}
#[function(stream(Clicks, from = oldest), place = container)] async fn on_click(r: Record<Click>, b: Bus<Events, can::Put>) {}
#[function(call, place = container, renamed_from = "old-score")] async fn score(Input(a): Input<u8>) -> u8 {}
#[function(call, scale(warm = 1))] async fn lambda(Input(a): Input<u8>) -> u8 {}
#[service(http(port = 9000, host = "shop.example.com"), cpu = "250m", memory = "512MB", scale(min = 2, max = 20, target = memory(80)), health = "/health", env(MODE = "yes"))]
async fn storefront(orders: Reader<Order>) -> Result<Router> {}
#[service(worker, grace = "90s")] async fn clock(c: Stream<Clicks, can::Put>) -> Result<()> {}
fn main() {}
"#;

fn compiled_with(settings: &str, source: &str) -> Result<BTreeMap<String, String>, Vec<String>> {
    let world = MemoryWorld::new([("Cargo.toml", MANIFEST), ("watershed.yaml", settings), ("src/main.rs", source)]);
    let outcome = compile(&world, &Request::default());
    outcome.files.ok_or_else(|| outcome.diagnostics.iter().map(|it| format!("{} {}", it.code, it.message)).collect())
}

fn compiled() -> BTreeMap<String, String> {
    compiled_with(SETTINGS, SOURCE).unwrap()
}

#[test]
fn keep() {
    let Ok(folder) = std::env::var("WATERSHED_KEEP") else { return };
    for (path, text) in compiled() {
        let path = std::path::Path::new(&folder).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let _: Option<Value> = None;
}

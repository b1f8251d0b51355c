use watershed::prelude::*;

#[function(call; timeout = "5s")]
async fn a_semicolon() {}

#[function(http(GET, "/a" auth = none))]
async fn no_comma() {}

#[function(url(auth = ), env(KEY "value", OTHER = "value"))]
async fn no_value() {}

#[function(event(source "shop"), accept(WS0602 reason = "a partner writes"))]
async fn no_equals() {}

#[function(bucket(Receipts, on = [created removed]))]
async fn in_a_list(receipt: Object) {}

#[bucket]
struct Receipts;

#[table(key "id")]
struct Order {
    id: String,
}

#[service(worker, scale(max = 3))]
async fn sweep() {}


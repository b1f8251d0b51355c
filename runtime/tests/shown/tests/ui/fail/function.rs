use watershed::prelude::*;

#[queue]
struct Charges(u64);

#[function(queue(Charges, batch = 0, windw = "1s"), memory = 256, timeout = "16m")]
async fn charge(_: Message<u64>) {}

#[function(http(GET, "/a"), call)]
async fn two_triggers() {}

#[function]
async fn none() {}

#[function(call)]
fn not_async() {}

#[function(call)]
struct NotAFunction;

#[function(call)]
async fn borrows(_: &str, _: impl Send) {}

fn main() {
    // One mistake in an attribute does not become another here.
    let _ = (charge(Message(1)), two_triggers(), none(), not_async(), NotAFunction);
}

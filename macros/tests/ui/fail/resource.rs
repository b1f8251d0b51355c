use watershed_macros::{queue, service, table};

#[table(key = "di")]
struct Order {
    id: String,
}

#[queue]
struct Charges;

#[service(http(port = 80), worker)]
async fn front() {}

fn main() {
    let _ = (Order { id: String::new() }.id, Charges, front());
}

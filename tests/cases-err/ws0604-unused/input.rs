use watershed::prelude::*;

#[secret]
struct PaymentKey;

#[queue]
struct Charges(u32);

#[table(key = "id", accept(WS0604, reason = "next month's release reads it"))]
struct Order {
    id: String,
}

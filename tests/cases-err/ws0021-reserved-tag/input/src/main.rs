use watershed::prelude::*;

#[queue(tags(component = "payments", "managed-by" = "people", team = "checkout"))]
struct Charges(u32);

use watershed::prelude::*;

#[queue(tags(component = "payments", team = "checkout"))]
struct Charges(u32);

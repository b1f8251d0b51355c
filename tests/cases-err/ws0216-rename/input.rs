use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[queue(renamed_from = "charges")]
struct Payments(Payment);

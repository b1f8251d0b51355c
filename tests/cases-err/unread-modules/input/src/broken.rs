use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(call)]
async fn in_broken() -> Result<()> {

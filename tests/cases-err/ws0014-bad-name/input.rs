use watershed::prelude::*;

#[queue(id = "Charges!")]
struct Charges(Charge);

#[function(call)]
async fn größe(Input(item): Input<Item>) -> Result<Size> {
    measure(item).await
}

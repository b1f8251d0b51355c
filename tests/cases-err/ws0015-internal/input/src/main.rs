use watershed::prelude::*;

#[function(call, place = container)]
async fn print(Input(page): Input<u32>) -> Result<()> {
    work(page).await
}

fn main() {
    watershed::run();
}

use watershed::prelude::*;

#[function(call, place = container, arch = x86_64)]
async fn score(Input(amount): Input<u32>) -> u32 {
    amount
}

use watershed::prelude::*;

#[function(call, place = container)]
async fn score(Input(amount): Input<u32>) -> u32 {
    amount
}

#[function(http(POST, "/orders", auth = none))]
async fn place_order(score: Caller<score>) -> String {
    body()
}

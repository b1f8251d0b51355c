use watershed::prelude::*;

#[function(call, place = container)]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[service(worker)]
async fn ask(scores: Caller<score>) -> Result<()> {
    scores.call(&1).await
}

#[function(http(GET, "/score", auth = none), place = container)]
async fn place(scores: Caller<score>) -> Result<()> {
    scores.call_later(&1).await
}

fn main() {
    watershed::run();
}

use watershed::prelude::*;

#[function(http(GET, "/score", auth = none), timeout = "5s")]
async fn place(score: Caller<score>) -> String {
    ask(score).await
}

#[function(call, timeout = "20s")]
async fn score(Input(customer): Input<u32>, history: Caller<history>) -> Result<u8> {
    judge(customer, history).await
}

#[function(call, timeout = "1m")]
async fn history(Input(customer): Input<u32>) -> Result<u8> {
    read(customer).await
}

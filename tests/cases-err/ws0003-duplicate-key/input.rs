use watershed::prelude::*;

#[function(call, timeout = "5s", memory = "1GB", timeout = "30s")]
async fn score(Input(customer): Input<Customer>) -> Result<Score> {
    judge(customer).await
}

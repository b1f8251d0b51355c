//! A call inside the cluster: only the caller's deployment may reach the other's port.

use watershed::prelude::*;

#[function(call, place = container, memory = "1GB")]
async fn score(Input(customer): Input<Customer>) -> Result<Score> {
    judge(customer).await
}

#[function(http(POST, "/quotes"), place = container)]
async fn quote(Json(customer): Json<Customer>, score: Caller<score>) -> Result<Json<Quote>> {
    price(score.call(customer).await?)
}

fn main() {
    watershed::run();
}

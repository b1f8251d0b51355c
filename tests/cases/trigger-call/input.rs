//! A function that another one calls; `quote` may invoke `score` and nothing else.

use watershed::prelude::*;

/// Says how risky a customer is.
#[function(call, memory = "1GB", scale(max = 20, warm = 2))]
async fn score(Input(customer): Input<Customer>) -> Result<Score> {
    judge(customer).await
}

#[function(http(POST, "/quotes", auth = none))]
async fn quote(Json(customer): Json<Customer>, score: Caller<score>) -> Result<Json<Quote>> {
    price(score.call(customer).await?)
}

fn main() {
    watershed::run();
}

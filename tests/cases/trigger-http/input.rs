//! Routes of one HTTP API: open to everybody, for signed requests, for holders of a token, and the rest of a path.

use watershed::prelude::*;

/// Shows an order.
#[function(http(GET, "/orders/{id}", auth = none), timeout = "5s", scale(max = 200))]
async fn show_order(Path(id): Path<String>) -> Result<Json<Order>> {
    find(id).await
}

#[function(http(POST, "/admin/refunds", auth = iam))]
async fn refund(Json(refund): Json<Refund>) -> Result<()> {
    pay_back(refund).await
}

#[function(http(GET, "/me", auth = jwt(issuer = "https://login.example.com", audience = ["shop"])))]
async fn me(headers: Headers) -> Result<Json<Customer>> {
    customer(headers).await
}

#[function(http(ANY, "/files/{rest+}", auth = none), memory = "512MB")]
async fn files(Path(rest): Path<String>) -> Result<String> {
    Ok(rest)
}

fn main() {
    watershed::run();
}

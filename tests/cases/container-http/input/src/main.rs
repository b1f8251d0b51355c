//! Routes in containers: two of them share a deployment, and one is on its own.

use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(http(POST, "/orders"), place = container, group = "orders")]
async fn place_order(Json(order): Json<Order>, charges: Sender<Charges>) -> Result<()> {
    place(order, charges).await
}

#[function(http(GET, "/orders/{id}"), place = container, group = "orders")]
async fn show_order(Path(id): Path<String>) -> Result<Json<Order>> {
    find(id).await
}

#[function(http(GET, "/quotes/{rest+}"), place = container, scale(min = 2, max = 8, target = cpu(60), scale_down_after = "2m"))]
async fn quote(Path(rest): Path<String>) -> Result<String> {
    price(rest).await
}

fn main() {
    watershed::run();
}

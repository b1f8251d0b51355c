use watershed::prelude::*;

#[function(http(GET, "/orders/{id}", auth = none), place = container)]
async fn order(Path(id): Path<String>) -> String {
    id
}

#[function(http(GET, "/orders/{id}/items", auth = none), place = container)]
async fn items(Path(id): Path<String>) -> String {
    id
}

#[function(http(GET, "/orders", auth = none), place = container)]
async fn orders() -> String {
    body()
}

#[function(http(DELETE, "/orders/{id}", auth = none), place = container)]
async fn cancel(Path(id): Path<String>) -> String {
    id
}

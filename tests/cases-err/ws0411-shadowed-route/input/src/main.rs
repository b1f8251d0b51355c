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

#[service(http(port = 8080))]
async fn site() {}

#[service(http(port = 9000))]
async fn admin() {}

// A longer beginning goes first.
#[service(http(port = 9001, path = "/help"))]
async fn help() {}

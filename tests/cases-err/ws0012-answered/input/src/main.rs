use watershed::prelude::*;

#[function(http(GET, "/livez"), place = container)]
async fn alive() -> String {
    body()
}

#[function(http(ANY, "/ping"))]
async fn ping() -> String {
    body()
}

#[function(http(POST, "/sping"), place = serverless)]
async fn sping() -> String {
    body()
}

#[function(url(auth = none), place = container)]
async fn readyz() -> String {
    body()
}

#[service(http(port = 8080, path = "/readyz"))]
async fn ready() {}

#[service(http(port = 8080, path = "/shop"), health = "/livez")]
async fn shop() {}

#[service(http(port = 8081), health = "/readyz")]
async fn count() {}

#[service(worker, health = "/health")]
async fn tally() {}

// Each where the other is answered.
#[function(http(GET, "/readyz"))]
async fn is_ready() -> String {
    body()
}

#[function(http(GET, "/ping"), place = container)]
async fn is_there() -> String {
    body()
}

#[service(http(port = 8080, path = "/livez/all"))]
async fn all() {}

fn main() {
    watershed::run();
}

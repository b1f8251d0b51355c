use watershed::prelude::*;

#[function(http(GET, "/report", auth = none), timeout = "2m")]
async fn report() -> Json<Report> {
    all().await
}

#[function(http(POST, "/orders", auth = none), timeout = "45s")]
async fn order() -> Json<Report> {
    all().await
}

#[function(http(GET, "/close", auth = none), timeout = "29001ms")]
async fn close() -> Json<Report> {
    all().await
}

#[function(http(GET, "/in-time", auth = none), timeout = "29s")]
async fn in_time() -> Json<Report> {
    all().await
}

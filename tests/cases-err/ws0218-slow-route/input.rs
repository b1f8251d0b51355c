use watershed::prelude::*;

#[function(http(GET, "/report", auth = none), timeout = "2m")]
async fn report() -> Json<Report> {
    all().await
}

#[function(http(POST, "/orders", auth = none), timeout = "45s")]
async fn order() -> Json<Report> {
    all().await
}

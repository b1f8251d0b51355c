use watershed::prelude::*;

#[function(call, scale(min = 5, max = 2))]
async fn upside_down() -> Result<()> {
    list().await
}

#[service(worker, http(port = 8080))]
async fn both() -> Result<()> {
    serve().await
}

#[queue]
#[topic]
struct Charges(Charge);

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

#[function(http(GET, "/busy", auth = none), expect(rate = "300/m", duration = "2500ms"), scale(max = 12))]
async fn busy() -> Result<()> {
    list().await
}

#[function(http(GET, "/calm", auth = none), expect(rate = "300/m", duration = "2500ms"), scale(max = 13))]
async fn calm() -> Result<()> {
    list().await
}

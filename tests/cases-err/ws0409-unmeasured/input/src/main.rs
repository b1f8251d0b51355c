use watershed::prelude::*;

#[function(http(GET, "/orders", auth = none), place = container, scale(max = 5, target = depth(10)))]
async fn orders() -> String {
    body()
}

#[service(worker, scale(max = 5, target = requests("100/s")))]
async fn work() -> Result<()> {
    forever().await
}

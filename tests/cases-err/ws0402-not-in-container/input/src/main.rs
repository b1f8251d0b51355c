use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[stream]
struct Clicks(u32);

#[function(http(GET, "/orders", auth = iam), place = container)]
async fn orders() -> String {
    body()
}

#[function(url(auth = iam), place = container, vpc)]
async fn page() -> String {
    body()
}

#[function(stream(Clicks, parallel = 4), place = container)]
async fn count(Record(click): Record<u32>) -> Result<()> {
    work(click).await
}

#[function(http(GET, "/items", auth = none), place = container, scale(min = 0, max = 3))]
async fn items() -> String {
    body()
}

#[function(queue(Charges, batch = 100, window = "30s"), place = container)]
async fn charge(Message(charge): Message<u32>) -> Result<()> {
    work(charge).await
}

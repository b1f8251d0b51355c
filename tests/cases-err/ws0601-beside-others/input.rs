use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[topic]
struct Charged(u32);

// Its time is not known, and what it writes is.
#[function(queue(Charges, windw = "2s"), timeout = "0s")]
async fn charge(Message(charge): Message<u32>, history: Caller<history>) -> PublishTo<Charged> {
    PublishTo(charge)
}

#[function(topic(Charged), memroy = "512MB")]
async fn note(Message(charge): Message<u32>, charges: Sender<Charges>) {}

#[table(key = "id", stream)]
struct Order {
    id: String,
}

// Which changes start it is not known, so this is no loop.
#[function(table(Order, on = remov))]
async fn forget(change: Change<Order>, orders: Table<Order, can::Delete>) {}

// A wrong size says nothing of times.
#[function(http(GET, "/score", auth = none), timeout = "5s", disk = "1MB")]
async fn place(score: Caller<score>) -> String {
    ask(score).await
}

#[function(call, timeout = "20s", id = "Score")]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

// What nobody knows may be meant for the time.
#[function(http(GET, "/history", auth = none), patience = "1m")]
async fn ask(history: Caller<history>) -> String {
    all(history).await
}

#[function(call, timeout = "1m")]
async fn history(Input(customer): Input<u32>) -> Result<u8> {
    read(customer).await
}

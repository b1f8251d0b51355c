use watershed::prelude::*;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paid {
    order_kind: String,
    cents: u64,
    #[serde(rename = "land")]
    country: Option<String>,
    is_new: Option<bool>,
}

#[topic]
struct OrderPaid(Paid);

#[topic]
struct Counted(u32);

#[topic(external = "arn:aws:sns:eu-west-1:123456789012:shipped")]
struct Shipped(Paid);

#[bus(external = "default")]
struct Own;

#[bucket]
struct Photos;

#[function(topic(OrderPaid, filter(order_kind = "new", cents = "5", country = "DE", is_new = "true")))]
async fn none(Message(paid): Message<Paid>) -> Result<()> {
    report(paid).await
}

#[function(topic(OrderPaid, filter(orderKind = "new", land = ["DE", "FR"])))]
async fn some(Message(paid): Message<Paid>) -> Result<()> {
    report(paid).await
}

#[function(topic(Counted, filter(kind = "new")))]
async fn bare(Message(count): Message<u32>) -> Result<()> {
    report(count).await
}

#[function(topic(Shipped, filter(carrier = "post")))]
async fn foreign(Message(paid): Message<Paid>) -> Result<()> {
    report(paid).await
}

#[function(event(source = ["shop.orders*", ""], detail_type = "Order*"))]
async fn hear(Event(event): Event<u32>) -> Result<()> {
    report(event).await
}

#[function(event(source = "aws.s3", detail_type = ["Object Created", "Object Deleted"]))]
async fn uploaded(Event(event): Event<u32>) -> Result<()> {
    report(event).await
}

#[function(event(Own, source = "aws.ec2"))]
async fn started(Event(event): Event<u32>) -> Result<()> {
    report(event).await
}

#[function(bucket(Photos, prefix = "/in/"))]
async fn resize(object: Object<Photos>) -> Result<()> {
    report(object).await
}

#[function(call)]
async fn publish(
    Input(order): Input<u32>,
    paid: Publisher<OrderPaid>,
    counted: Publisher<Counted>,
    happenings: Publisher<Happenings>,
    changes: Publisher<Changes>,
    photos: Bucket<Photos, can::Put>,
) -> Result<()> {
    tell(order).await
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Happened {
    PaidLate { cents: u64 },
    Failed,
}

#[topic]
struct Happenings(Happened);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Open,
    #[serde(rename = "done")]
    Closed,
}

#[derive(Serialize, Deserialize)]
struct Shown(State);

type Perhaps<T> = Option<T>;

#[derive(Serialize, Deserialize)]
struct Changed {
    state: State,
    before: Perhaps<Shown>,
    paid: Paid,
    all: Vec<State>,
    free: Free,
}

#[derive(Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
enum Free {
    A,
}

#[topic]
struct Changes(Changed);

#[function(topic(Happenings, filter(type = "PaidLate")))]
async fn variant(Message(happened): Message<Happened>) -> Result<()> {
    report(happened).await
}

#[function(topic(Happenings, filter(type = ["paid_late", "failed"], cents = "anything")))]
async fn variants(Message(happened): Message<Happened>) -> Result<()> {
    report(happened).await
}

#[function(topic(Changes, filter(state = ["open", "closed"], before = "Done", paid = "x")))]
async fn never(Message(changed): Message<Changed>) -> Result<()> {
    report(changed).await
}

#[function(topic(Changes, filter(state = "done", before = "open", all = "open", free = "a")))]
async fn perhaps(Message(changed): Message<Changed>) -> Result<()> {
    report(changed).await
}

//! What is made here is encrypted by a key that exists already; what exists already is encrypted as its owner decided.

use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[queue(external = "parcels")]
struct Parcels(u32);

#[topic(external = "company-news")]
struct News(u32);

#[table(key = "id")]
struct Customer {
    id: String,
}

#[table(key = "id", external = "arn:aws:dynamodb:eu-west-1:210987654321:table/legacy")]
struct Legacy {
    id: String,
}

#[bucket(external = "company-archive")]
struct Archive;

/// The grant on the key of the archive is written out: it is somebody else's.
#[function(
    queue(Charges),
    allow(
        reason = "the archive is encrypted by the company's key",
        actions = ["kms:GenerateDataKey"],
        resources = ["arn:aws:kms:eu-west-1:210987654321:key/abcdabcd-12ab-34cd-56ef-1234567890ab"]
    )
)]
async fn charge(
    Message(amount): Message<u32>,
    customers: Reader<Customer>,
    legacy: Reader<Legacy>,
    archive: Bucket<Archive, can::Put>,
) -> Result<SendTo<Parcels>> {
    work(amount, customers, legacy, archive).await
}

#[function(queue(Parcels), timeout = "30s", place = container, accept(WS0607, reason = "its owner hides a message for five minutes"))]
async fn pack(Message(parcel): Message<u32>, customers: Writer<Customer>) -> Result<()> {
    work(parcel, customers).await
}

#[function(topic(News), place = container)]
async fn read_news(Message(news): Message<u32>) -> Result<SendTo<Charges>> {
    work(news).await
}

#[function(event(source = "aws.health"), place = container)]
async fn on_event(Event(event): Event<u32>) -> Result<()> {
    work(event).await
}

fn main() {
    watershed::run();
}

//! Each function has a queue of its own at the topic, so that none waits for another; one of them sees only some messages.

use watershed::prelude::*;

#[topic]
struct OrderPaid(Paid);

#[function(topic(OrderPaid))]
async fn send_receipt(Message(paid): Message<Paid>) -> Result<()> {
    mail(paid).await
}

#[function(topic(OrderPaid, filter(country = ["DE", "FR"])))]
async fn report_tax(Message(paid): Message<Paid>) -> Result<()> {
    report(paid).await
}

fn main() {
    watershed::run();
}

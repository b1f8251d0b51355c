//! The same inbox as for a serverless function, drained by a deployment.

use watershed::prelude::*;

#[topic]
struct OrderPaid(Paid);

#[function(topic(OrderPaid, filter(country = ["DE", "FR"])), place = container)]
async fn report_tax(Message(paid): Message<Paid>) -> Result<()> {
    report(paid).await
}

fn main() {
    watershed::run();
}

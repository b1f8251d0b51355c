//! Messages in batches: at most 20 batches at once, and what fails five times goes to the dead-letter queue.

use watershed::prelude::*;

#[queue]
struct Charges(Charge);

/// Asks the payment provider for money.
#[function(queue(Charges, batch = 100, window = "2s", concurrency = 20), timeout = "30s")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

#[queue]
struct Refunds(Charge);

/// Gives money back. The mapping hands over no more than may run: what is throttled would count as received.
#[function(queue(Refunds), scale(max = 5))]
async fn refund(Message(refund): Message<Charge>) -> Handled {
    pay_back(refund).await
}

type Handled<T = ()> = std::result::Result<T, Error>;

/// Asks for one again.
#[function(http(POST, "/charges", auth = none))]
async fn again(Json(charge): Json<Charge>) -> Handled<SendTo<Charges>> {
    Ok(SendTo(charge))
}

/// Asks for both.
#[function(call)]
async fn settle(Input(charge): Input<Charge>, charges: Sender<Charges>, refunds: Sender<Refunds>) -> Result<()> {
    ask(charge, charges, refunds).await
}

fn main() {
    watershed::run();
}

use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges))]
async fn charge(Message(charge): Message<Charge>) -> Result<Receipt> {
    pay(charge).await
}

type Handled<T> = std::result::Result<T, Error>;

#[queue]
struct Refunds(Charge);

#[function(queue(Refunds))]
async fn refund(Message(charge): Message<Charge>) -> Handled<Receipt> {
    pay_back(charge).await
}

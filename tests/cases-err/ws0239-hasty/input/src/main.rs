use watershed::prelude::*;

#[queue(retries = 4)]
struct Charges(u32);

#[queue(retries = 5)]
struct Mails(u32);

#[queue(retries = 1, accept(WS0239, reason = "money is never taken twice"))]
struct Refunds(u32);

#[queue(retries = 1)]
struct Labels(u32);

#[function(queue(Charges))]
async fn charge(Message(charge): Message<u32>) -> Result<()> {
    work(charge).await
}

#[function(queue(Mails))]
async fn mail(Message(mail): Message<u32>) -> Result<()> {
    work(mail).await
}

#[function(queue(Refunds))]
async fn refund(Message(refund): Message<u32>) -> Result<()> {
    work(refund).await
}

#[function(queue(Labels), place = container)]
async fn label(Message(label): Message<u32>) -> Result<()> {
    work(label).await
}

#[function(call)]
async fn start(
    Input(order): Input<u32>,
    charges: Sender<Charges>,
    mails: Sender<Mails>,
    refunds: Sender<Refunds>,
    labels: Sender<Labels>,
) -> Result<()> {
    send(order).await
}

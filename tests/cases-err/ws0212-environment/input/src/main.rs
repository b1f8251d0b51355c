use watershed::prelude::*;

#[queue]
struct Orders(Order);

#[queue(fifo)]
struct Ledger(Order);

#[topic(fifo)]
struct Paid(Order);

#[function(call)]
async fn send(orders: Sender<Orders>, ledger: Sender<Ledger>, paid: Publisher<Paid>) {}

fn main() {
    watershed::run();
}

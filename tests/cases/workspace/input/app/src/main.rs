//! Several crates, a dependency under another name, features, modules in files of their own, renamed imports.

use orders::queues::{self, Charges as Payments};
use ws::{Message, Sender, function as handler};

mod reports;

#[handler(queue(Payments))]
async fn charge(Message(charge): Message<orders::Charge>, mails: Sender<queues::Mails>) -> ws::Result<()> {
    pay(charge, mails).await
}

fn main() {
    ws::run();
}

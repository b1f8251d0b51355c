use watershed::prelude::*;

#[queue(fifo)]
struct Ledger(Entry);

#[function(queue(Ledger, batch = 100, window = "2s"))]
async fn book(Message(entry): Message<Entry>) -> Result<()> {
    write_down(entry).await
}

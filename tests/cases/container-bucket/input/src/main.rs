//! Objects of a bucket reach containers through a queue.

use watershed::prelude::*;

#[bucket]
struct Receipts;

#[function(bucket(Receipts, prefix = "in/", suffix = ".pdf"), place = container)]
async fn read_receipt(object: Object<Receipts>, receipts: Bucket<Receipts, can::Get>) -> Result<()> {
    read(object, receipts).await
}

fn main() {
    watershed::run();
}

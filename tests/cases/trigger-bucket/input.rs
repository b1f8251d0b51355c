//! Objects of one bucket: new PDFs in one folder, and whatever is removed in another.

use watershed::prelude::*;

#[bucket]
struct Receipts;

#[function(bucket(Receipts, on = created, prefix = "in/", suffix = ".pdf"))]
async fn read_receipt(object: Object<Receipts>, receipts: Bucket<Receipts, can::Get>) -> Result<()> {
    read(object, receipts).await
}

#[function(bucket(Receipts, on = removed, prefix = "archive/"))]
async fn forget_receipt(object: Object<Receipts>) -> Result<()> {
    forget(object).await
}

fn main() {
    watershed::run();
}

//! Objects of one bucket: new PDFs in one folder, and whatever is removed in another. Of a bucket whose objects expire,
//! their end is heard of too. What is special in a filter is encoded.

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

#[bucket(expire = "30d")]
struct Drafts;

#[function(bucket(Drafts, on = removed, prefix = "year=2026/größe & co/", suffix = " (1)+.pdf"))]
async fn forget_draft(object: Object<Drafts>) -> Result<()> {
    forget(object).await
}

fn main() {
    watershed::run();
}

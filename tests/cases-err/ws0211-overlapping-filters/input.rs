use watershed::prelude::*;

#[bucket]
struct Receipts;

#[function(bucket(Receipts, prefix = "in/", suffix = ".pdf"))]
async fn read(receipt: Object<Receipts>) {}

#[function(bucket(Receipts, on = [created, removed], prefix = "in/2026/"))]
async fn count(receipt: Object<Receipts>) {}

#[function(bucket(Receipts, prefix = "in/", suffix = ".png"))]
async fn shrink(receipt: Object<Receipts>) {}

//! Buckets: objects that expire, one without versions, and one that exists already.

use watershed::prelude::*;

#[bucket(expire = "30d")]
struct Uploads;

#[bucket(versioned = false)]
struct Thumbnails;

#[bucket(external = "company-archive")]
struct Archive;

#[function(call)]
async fn shrink(
    Input(name): Input<String>,
    uploads: Bucket<Uploads, (can::Get, can::List)>,
    thumbnails: Bucket<Thumbnails, can::Put>,
    archive: Bucket<Archive, can::Put>,
) -> Result<()> {
    shrink_one(name, uploads, thumbnails, archive).await
}

fn main() {
    watershed::run();
}

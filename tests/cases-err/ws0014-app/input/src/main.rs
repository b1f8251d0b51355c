use watershed::prelude::*;

#[bucket(id = "data-s3alias")]
struct Data;

#[bucket]
struct Files;

#[function(call)]
async fn keep(data: Bucket<Data, (can::Get, can::Put)>, files: Bucket<Files, (can::Get, can::Put)>) -> Result<()> {
    copy(data, files).await
}

fn main() {
    watershed::run()
}

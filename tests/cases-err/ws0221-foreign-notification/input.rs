use watershed::prelude::*;

#[bucket(external = "labels")]
struct Labels;

#[function(bucket(Labels))]
async fn print(label: Object<Labels>) {}

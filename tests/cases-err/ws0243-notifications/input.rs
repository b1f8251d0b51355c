use watershed::prelude::*;

#[bucket(external = "company-uploads", accept(WS0221, reason = "nobody else listens"))]
struct Uploads;

#[bucket(external = "arn:aws:s3:::company-uploads", accept(WS0221, reason = "nobody else listens"))]
struct Pictures;

#[bucket(external = "company-uploads")]
struct Results;

#[function(bucket(Uploads, prefix = "in/"))]
async fn scan(upload: Object<Uploads>) {}

#[function(bucket(Pictures, prefix = "pictures/"))]
async fn shrink(picture: Object<Pictures>) {}

#[function(call)]
async fn keep(Input(order): Input<Order>, results: Bucket<Results, can::Put>) {}

use watershed::prelude::*;

#[bus]
struct ProductEvents;

#[function(event(ProductEvents, source = "aws.s3"))]
async fn uploaded(event: Event<u32>) {}

#[function(call)]
async fn tell(Input(product): Input<u32>, events: Bus<ProductEvents, can::Put>) -> Result<()> {
    keep(product).await
}

#[function(event(source = "aws.iam"))]
async fn watch(event: Event<u32>) {}

#[function(event(source = "AWS.ec2"))]
async fn loud(event: Event<u32>) {}

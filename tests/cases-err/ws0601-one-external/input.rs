use watershed::prelude::*;

#[queue(external = "orders", accept(WS0607, reason = "looked up"))]
struct Orders(Order);

#[queue(external = "orders")]
struct Again(Order);

#[topic(external = "company-news")]
struct News(Order);

#[topic(external = "arn:aws:sns:eu-west-1:123456789012:company-news")]
struct Told(Order);

#[bus(external = "default")]
struct Everything;

#[bus]
struct Own;

#[function(queue(Orders))]
async fn store(message: Message<Order>, again: Sender<Again>) {}

#[function(topic(News))]
async fn read(message: Message<Order>) -> Result<PublishTo<Told>> {
    Ok(PublishTo(message.0))
}

#[function(event(source = "shop.orders"))]
async fn hear(event: Event<Order>, bus: Bus<Everything, can::Put>) {}

#[function(event(source = "aws.ec2", detail_type = "EC2 Instance State-change Notification"))]
async fn watch(event: Event<Order>, bus: Bus<Everything, can::Put>) {}

#[function(event(source = "shop.returns"), accept(WS0603, reason = "another team listens"))]
async fn pass_on(event: Event<Order>, bus: Bus<Own, can::Put>) {}

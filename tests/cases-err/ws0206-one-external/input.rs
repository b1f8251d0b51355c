use watershed::prelude::*;

#[queue(external = "orders", accept(WS0607, reason = "looked up"))]
struct Orders(Order);

#[queue(external = "arn:aws:sqs:eu-west-1:123456789012:orders", accept(WS0607, reason = "looked up"))]
struct Incoming(Order);

#[queue(external = "arn:aws:sqs:eu-west-1:210987654321:orders", accept(WS0607, reason = "looked up"))]
struct OfAnother(Order);

#[function(queue(Orders))]
async fn store(message: Message<Order>) {}

#[function(queue(Incoming))]
async fn count(message: Message<Order>) {}

#[function(queue(OfAnother))]
async fn look(message: Message<Order>) {}

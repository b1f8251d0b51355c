use watershed::prelude::*;

#[queue(external = "company-orders", accept(WS0607, reason = "looked up"))]
struct Orders(Order);

#[queue(accept(WS0607, reason = "its settings are those of prod"))]
struct Returns(Order);

#[queue(external = "company-claims", accept(WS0242, reason = "an account each"), accept(WS0607, reason = "looked up"))]
struct Claims(Order);

#[queue(external = "arn:aws:sqs:eu-west-1:123456789012:parcels", accept(WS0607, reason = "looked up"))]
struct Parcels(Order);

#[topic(external = "company-news")]
struct News(Order);

#[bus(external = "company")]
struct Company;

#[function(queue(Orders))]
async fn order(message: Message<Order>) {}

#[function(queue(Returns))]
async fn take_back(message: Message<Order>) {}

#[function(queue(Claims))]
async fn claim(message: Message<Order>) {}

#[function(queue(Parcels))]
async fn send(message: Message<Order>) {}

#[function(topic(News))]
async fn read(message: Message<Order>) {}

#[function(event(Company, source = "company"))]
async fn listen(event: Event<Order>) {}

#[function(call)]
async fn ask(Input(order): Input<Order>, returns: Sender<Returns>) {}

fn main() {
    watershed::run();
}

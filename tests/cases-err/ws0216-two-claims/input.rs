use watershed::prelude::*;

#[queue(renamed_from = "charges")]
struct Payments(Payment);

#[queue(renamed_from = "charges")]
struct Refunds(Payment);

#[topic(renamed_from = "charges")]
struct Charged(Payment);

#[function(queue(Payments), renamed_from = "charge")]
async fn pay(message: Message<Payment>) {}

#[function(queue(Refunds))]
async fn refund(message: Message<Payment>, charged: Publisher<Charged>) {}

#[function(topic(Charged))]
async fn thank(message: Message<Payment>) {}

#[service(worker, renamed_from = "charge")]
async fn collect(payments: Sender<Payments>, refunds: Sender<Refunds>) {}

use watershed::prelude::*;

#[queue(external = "parcels.FIFO")]
struct Parcels(Parcel);

#[queue(fifo, external = "arn:aws:sqs:eu-west-1:210987654321:.fifo")]
struct Returns(Parcel);

#[topic(fifo, external = "shipped.Fifo")]
struct Shipped(Parcel);

#[topic(external = "arn:aws:sns:eu-west-1:210987654321:paid.orders")]
struct Paid(Parcel);

#[table(key = "id", external = "orders/2026")]
struct Order {
    id: String,
}

#[bus(external = "products@eu")]
struct Products;

#[bucket(external = "192.168.5.4")]
struct Address;

#[bucket(external = "arn:aws:s3:::foo..bar")]
struct Dots;

#[bucket(external = "xn--foo")]
struct Foreign;

#[bucket(external = "192.168.5.4.files")]
struct Files;

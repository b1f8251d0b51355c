use watershed::prelude::*;

#[queue(external = "parcels.fifo")]
struct Parcels(Parcel);

#[topic(fifo, external = "shipped")]
struct Shipped(Parcel);

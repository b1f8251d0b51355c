//! A queue drained in containers: as many as there are messages waiting, none where there are none; long work as jobs.

use watershed::prelude::*;

#[queue]
struct Parcels(Parcel);

#[queue]
struct Films(Film);

#[function(queue(Parcels, batch = 1), place = container, memory = "512MB", timeout = "2m", scale(min = 0, max = 5, target = depth(20)))]
async fn print_label(Message(parcel): Message<Parcel>) -> Result<()> {
    print(parcel).await
}

#[function(queue(Films), place = container, timeout = "15m", scale(max = 4))]
async fn encode(Message(film): Message<Film>) -> Result<()> {
    encode_all(film).await
}

fn main() {
    watershed::run();
}

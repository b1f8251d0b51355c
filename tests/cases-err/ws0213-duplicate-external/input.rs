use watershed::prelude::*;

#[queue(external = "parcels", retries = 3, delay = "5s", tags(team = "depot"))]
struct Parcels(Parcel);

#[bucket(external = "labels", versioned = false, renamed_from = "stickers")]
struct Labels;

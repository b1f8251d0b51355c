use watershed::prelude::*;

#[bucket(id = "files-s3alias")]
struct Files;

#[bucket(renamed_from = "letters-an")]
struct Letters;

// These are the names of buckets alone.
#[queue(id = "parcels-s3alias")]
struct Parcels(Parcel);

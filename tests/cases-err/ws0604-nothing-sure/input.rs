use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[bucket]
struct Uploads;

#[function(bucket(Uploads))]
async fn read(upload: Object) {}

// What it takes leads nowhere, so it may be a handle on any of them: nobody is missed.
#[function(schedule("rate(1 hour)"))]
async fn send(charges: Handle<Charges>) {}

use watershed::prelude::*;

#[queue(external = "arn:aws:sqs:us-east-1:210987654321:parcels")]
struct Parcels(Parcel);

#[table(key = "id", stream, external = "arn:aws:dynamodb:eu-west-1:210987654321:table/depots")]
struct Depot {
    id: String,
}

#[function(call)]
async fn ship(Input(parcel): Input<Parcel>) -> SendTo<Parcels> {
    SendTo(parcel)
}

#[function(table(Depot))]
async fn index(Change(depot): Change<Depot>) {}

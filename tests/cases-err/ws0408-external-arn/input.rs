use watershed::prelude::*;

#[queue(external = "arn:aws:sqs:eu-west-1:210987654321:parcels")]
struct Parcels(Parcel);

#[function(call)]
async fn ship(Input(parcel): Input<Parcel>) -> SendTo<Parcels> {
    SendTo(parcel)
}

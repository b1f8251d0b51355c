use watershed::prelude::*;

#[queue(external = "arn:aws:sns:eu-west-1:210987654321:parcels")]
struct Parcels(Parcel);

#[queue(external = "arn:aws:sqs:eu-west-1:parcels")]
struct Returns(Parcel);

#[secret(external = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:carrier")]
struct CarrierKey;

//! What Terraform or AWS would refuse is refused before.

mod every;

use every::{SOURCE, compiled};

#[test]
fn what_would_come_out_wrong_is_refused() {
    let cases = [
        ("#[queue(external = \"arn:aws:sqs:us-east-1:210987654321:x\")] struct X(u8);", "WS0408"),
        (
            "#[table(key = \"id\", stream, external = \"arn:aws:dynamodb:eu-west-1:210987654321:table/x\")] struct X { id: u8 }
             #[function(table(X))] async fn f() {}",
            "WS0408",
        ),
        ("#[function(queue(Charges))] async fn again() {}", "WS0206"),
        ("#[function(http(GET, \"/hello/{other}\"))] async fn same() -> String {}", "WS0203"),
        ("#[function(table(Legacy))] async fn changes() {}", "WS0209"),
        ("#[queue(fifo)] struct F(u8); #[function(queue(F, batch = 11))] async fn many() {}", "WS0018"),
        ("#[queue] struct F(u8); #[function(queue(F, batch = 11, window = \"0s\"))] async fn many() {}", "WS0015"),
        ("#[function(call, place = auto)] async fn somewhere() {}", "WS0401"),
    ];
    for (source, code) in cases {
        // Each environment says it once, and the same mistake at the same place counts once.
        assert_eq!(compiled(&format!("{SOURCE}\n{source}")).unwrap_err(), [code], "{source}");
    }
}

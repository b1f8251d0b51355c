# Written by watershed for shop in prod.

data "aws_sqs_queue" "parcels" {
  name = "parcels"
}

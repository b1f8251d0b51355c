# Written by watershed for shop in dev.

data "aws_sqs_queue" "parcels" {
  name = "parcels"
}

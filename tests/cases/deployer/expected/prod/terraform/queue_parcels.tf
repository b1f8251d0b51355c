# Written by watershed for shop in prod: queue parcels

data "aws_sqs_queue" "parcels" {
  name = "parcels"
}

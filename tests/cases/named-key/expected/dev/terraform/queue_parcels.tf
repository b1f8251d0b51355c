# Written by watershed for shop in dev: queue parcels

data "aws_sqs_queue" "parcels" {
  name = "parcels"
}

# Written by watershed for shop in sandbox: queue parcels

data "aws_sqs_queue" "parcels" {
  name = "parcels"
}

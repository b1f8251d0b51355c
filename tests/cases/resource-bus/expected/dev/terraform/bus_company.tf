# Written by watershed for shop in dev.

data "aws_cloudwatch_event_bus" "company" {
  name = "company"
}

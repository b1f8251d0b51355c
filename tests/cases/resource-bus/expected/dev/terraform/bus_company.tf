# Written by watershed for shop in dev: bus company

data "aws_cloudwatch_event_bus" "company" {
  name = "company"
}

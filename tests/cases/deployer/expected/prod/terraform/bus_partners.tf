# Written by watershed for shop in prod: bus partners

data "aws_cloudwatch_event_bus" "partners" {
  name = "partners"
}

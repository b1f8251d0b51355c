# Written by watershed for shop in dev: bus events

resource "aws_cloudwatch_event_bus" "events" {
  name = "shop-dev-events"
  tags = {
    component = "events"
  }
}

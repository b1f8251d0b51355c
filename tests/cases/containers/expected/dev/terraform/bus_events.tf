# Written by watershed for shop in dev.

resource "aws_cloudwatch_event_bus" "events" {
  name = "shop-dev-events"
  tags = {
    component = "events"
  }
}

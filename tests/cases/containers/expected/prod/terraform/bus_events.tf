# Written by watershed for shop in prod: bus events

resource "aws_cloudwatch_event_bus" "events" {
  name = "shop-prod-events"
  tags = {
    component = "events"
  }

  lifecycle {
    prevent_destroy = true
  }
}

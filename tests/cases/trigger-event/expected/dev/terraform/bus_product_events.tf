# Written by watershed for shop in dev: bus product-events

resource "aws_cloudwatch_event_bus" "product_events" {
  name = "shop-dev-product-events"
  tags = {
    component = "product-events"
  }
}

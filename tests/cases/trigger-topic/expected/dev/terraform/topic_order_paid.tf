# Written by watershed for shop in dev: topic order-paid

resource "aws_sns_topic" "order_paid" {
  name = "shop-dev-order-paid"
  tags = {
    component = "order-paid"
  }
}

# Written by watershed for shop in dev: topic paid

resource "aws_sns_topic" "paid" {
  name = "shop-dev-paid"
  tags = {
    component = "paid"
  }
}

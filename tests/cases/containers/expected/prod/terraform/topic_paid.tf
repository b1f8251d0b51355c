# Written by watershed for shop in prod: topic paid

resource "aws_sns_topic" "paid" {
  name = "shop-prod-paid"
  tags = {
    component = "paid"
  }

  lifecycle {
    prevent_destroy = true
  }
}

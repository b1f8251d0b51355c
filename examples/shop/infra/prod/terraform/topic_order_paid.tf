# Written by watershed for shop in prod: topic order-paid

resource "aws_sns_topic" "order_paid" {
  name              = "shop-prod-order-paid"
  kms_master_key_id = aws_kms_key.environment.arn
  tags = {
    component = "order-paid"
  }

  lifecycle {
    prevent_destroy = true
  }
}

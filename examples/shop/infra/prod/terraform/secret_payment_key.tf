# Written by watershed for shop in prod: secret payment-key

resource "aws_secretsmanager_secret" "payment_key" {
  name        = "shop-prod-payment-key"
  description = "The key of the payment provider."
  tags = {
    component = "payment-key"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# Written by watershed for shop in dev.

resource "aws_secretsmanager_secret" "payment_key" {
  name        = "shop-dev-payment-key"
  description = ""
  tags = {
    component = "payment-key"
  }
}

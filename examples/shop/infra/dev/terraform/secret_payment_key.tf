# Written by watershed for shop in dev: secret payment-key

resource "aws_secretsmanager_secret" "payment_key" {
  name                    = "shop-dev-payment-key"
  description             = "The key of the payment provider."
  recovery_window_in_days = 0
  tags = {
    component = "payment-key"
  }
}

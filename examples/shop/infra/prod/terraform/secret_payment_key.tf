# Written by watershed for shop in prod: secret payment-key

resource "aws_secretsmanager_secret" "payment_key" {
  name        = "shop-prod-payment-key"
  description = "The key of the payment provider."
  kms_key_id  = aws_kms_key.environment.arn
  tags = {
    component = "payment-key"
  }

  lifecycle {
    prevent_destroy = true
  }
}

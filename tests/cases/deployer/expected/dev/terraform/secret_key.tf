# Written by watershed for shop in dev: secret key

resource "aws_secretsmanager_secret" "key" {
  name                    = "shop-dev-key"
  recovery_window_in_days = 0
  kms_key_id              = aws_kms_key.environment.arn
  tags = {
    component = "key"
  }
}

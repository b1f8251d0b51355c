# Written by watershed for shop in dev: secret token

resource "aws_secretsmanager_secret" "token" {
  name                    = "shop-dev-token"
  recovery_window_in_days = 0
  kms_key_id              = aws_kms_key.environment.arn
  tags = {
    component = "token"
  }
}

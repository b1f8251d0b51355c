# Written by watershed for shop in dev: secret key

resource "aws_secretsmanager_secret" "key" {
  name                    = "shop-dev-key"
  recovery_window_in_days = 0
  tags = {
    component = "key"
  }
}

# Written by watershed for shop in prod: secret key

resource "aws_secretsmanager_secret" "key" {
  name = "shop-prod-key"
  tags = {
    component = "key"
  }

  lifecycle {
    prevent_destroy = true
  }
}

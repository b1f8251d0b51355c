# Written by watershed for shop in prod: secret key

resource "aws_secretsmanager_secret" "key" {
  name       = "shop-prod-key"
  kms_key_id = aws_kms_key.environment.arn
  tags = {
    component = "key"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# Written by watershed for shop in dev: topic prices

resource "aws_sns_topic" "prices" {
  name              = "shop-dev-prices"
  kms_master_key_id = aws_kms_key.environment.arn
  tags = {
    component = "prices"
  }
}

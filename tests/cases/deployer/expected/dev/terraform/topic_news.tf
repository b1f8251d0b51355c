# Written by watershed for shop in dev: topic news

resource "aws_sns_topic" "news" {
  name              = "shop-dev-news"
  kms_master_key_id = aws_kms_key.environment.arn
  tags = {
    component = "news"
  }
}

# Written by watershed for shop in prod: topic news

data "aws_sns_topic" "news" {
  name = "news"
}

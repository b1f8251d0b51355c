# Written by watershed for shop in dev: topic news

data "aws_sns_topic" "news" {
  name = "company-news"
}

# Written by watershed for shop in sandbox: topic news

data "aws_sns_topic" "news" {
  name = "company-news"
}

# Written by watershed for shop in dev: topic warehouse-news

data "aws_sns_topic" "warehouse_news" {
  name = "warehouse-news"
}

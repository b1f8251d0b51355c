# Written by watershed for shop in dev.

data "aws_sns_topic" "warehouse_news" {
  name = "warehouse-news"
}

# Written by watershed for shop in dev: topic prices

resource "aws_sns_topic" "prices" {
  name                        = "shop-dev-prices.fifo"
  fifo_topic                  = true
  content_based_deduplication = true
  tags = {
    component = "prices"
  }
}

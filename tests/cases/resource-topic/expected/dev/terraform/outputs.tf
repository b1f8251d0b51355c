# Written by watershed for shop in dev: outputs

output "topic_order_paid_arn" {
  description = "What to publish to or subscribe to."
  value       = aws_sns_topic.order_paid.arn
}

output "topic_prices_arn" {
  description = "What to publish to or subscribe to."
  value       = aws_sns_topic.prices.arn
}

# Written by watershed for shop in dev: outputs

output "api_url" {
  description = "Where the HTTP API answers."
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "bucket_catalogue_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.catalogue.bucket
}

output "bucket_receipts_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.receipts.bucket
}

output "bus_events_name" {
  description = "What the bus is called."
  value       = aws_cloudwatch_event_bus.events.name
}

output "bus_partners_name" {
  description = "What the bus is called."
  value       = aws_cloudwatch_event_bus.partners.name
}

output "function_status_url" {
  description = "Where the function answers."
  value       = aws_lambda_function_url.status.function_url
}

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "queue_parcels_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.parcels.url
}

output "secret_key_arn" {
  description = "Where a person puts the value."
  value       = aws_secretsmanager_secret.key.arn
}

output "secret_token_arn" {
  description = "Where a person puts the value."
  value       = aws_secretsmanager_secret.token.arn
}

output "stream_clicks_name" {
  description = "What the stream is called."
  value       = aws_kinesis_stream.clicks.name
}

output "table_order_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.order.name
}

output "table_visits_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.visits.name
}

output "topic_news_arn" {
  description = "What to publish to or subscribe to."
  value       = aws_sns_topic.news.arn
}

output "topic_prices_arn" {
  description = "What to publish to or subscribe to."
  value       = aws_sns_topic.prices.arn
}

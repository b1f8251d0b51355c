# Written by watershed for shop in prod: outputs

output "api_url" {
  description = "Where the HTTP API answers."
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "bucket_receipts_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.receipts.bucket
}

output "bus_product_events_name" {
  description = "What the bus is called."
  value       = aws_cloudwatch_event_bus.product_events.name
}

output "function_export_url" {
  description = "Where the function answers."
  value       = aws_lambda_function_url.export.function_url
}

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "secret_payment_key_arn" {
  description = "Where a person puts the value."
  value       = aws_secretsmanager_secret.payment_key.arn
}

output "stream_clicks_name" {
  description = "What the stream is called."
  value       = aws_kinesis_stream.clicks.name
}

output "table_order_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.order.name
}

output "topic_order_paid_arn" {
  description = "What to publish to or subscribe to."
  value       = aws_sns_topic.order_paid.arn
}

# Written by watershed for shop in dev: outputs

output "bucket_receipts_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.receipts.bucket
}

output "bus_events_name" {
  description = "What the bus is called."
  value       = aws_cloudwatch_event_bus.events.name
}

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "queue_ordered_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.ordered.url
}

output "secret_key_arn" {
  description = "Where a person puts the value."
  value       = aws_secretsmanager_secret.key.arn
}

output "stream_clicks_name" {
  description = "What the stream is called."
  value       = aws_kinesis_stream.clicks.name
}

output "table_order_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.order.name
}

output "topic_paid_arn" {
  description = "What to publish to or subscribe to."
  value       = aws_sns_topic.paid.arn
}

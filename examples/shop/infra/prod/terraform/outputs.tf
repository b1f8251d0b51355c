# Written by watershed for shop in prod: outputs

output "api_url" {
  description = "Where the HTTP API answers."
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "bucket_labels_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.labels.bucket
}

output "bucket_ledgers_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.ledgers.bucket
}

output "bucket_receipts_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.receipts.bucket
}

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "queue_parcels_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.parcels.url
}

output "secret_payment_key_arn" {
  description = "Where a person puts the value."
  value       = aws_secretsmanager_secret.payment_key.arn
}

output "table_entry_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.entry.name
}

output "table_order_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.order.name
}

output "topic_order_paid_arn" {
  description = "What to publish to or subscribe to."
  value       = aws_sns_topic.order_paid.arn
}

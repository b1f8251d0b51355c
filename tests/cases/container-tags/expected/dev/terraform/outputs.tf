# Written by watershed for shop in dev: outputs

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

# Written by watershed for shop in dev: outputs

output "bucket_drafts_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.drafts.bucket
}

output "bucket_receipts_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.receipts.bucket
}

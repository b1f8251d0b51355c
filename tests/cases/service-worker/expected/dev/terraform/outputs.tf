# Written by watershed for shop in dev: outputs

output "bucket_ledgers_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.ledgers.bucket
}

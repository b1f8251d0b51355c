# Written by watershed for shop in dev: outputs

output "bucket_thumbnails_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.thumbnails.bucket
}

output "bucket_uploads_name" {
  description = "What the bucket is called."
  value       = aws_s3_bucket.uploads.bucket
}

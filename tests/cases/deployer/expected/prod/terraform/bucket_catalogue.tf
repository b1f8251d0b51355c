# Written by watershed for shop in prod: bucket catalogue

data "aws_s3_bucket" "catalogue" {
  bucket = "company-catalogue"
}

# S3 keeps one notification configuration a bucket: this one replaces what is there.
resource "aws_s3_bucket_notification" "catalogue" {
  bucket = data.aws_s3_bucket.catalogue.bucket

  lambda_function {
    lambda_function_arn = aws_lambda_function.import.arn
    events              = ["s3:ObjectCreated:*"]
  }

  # S3 asks everybody whom it tells whether it may.
  depends_on = [aws_lambda_permission.import]
}

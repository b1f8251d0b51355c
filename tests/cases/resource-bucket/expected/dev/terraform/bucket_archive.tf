# Written by watershed for shop in dev.

data "aws_s3_bucket" "archive" {
  bucket = "company-archive"
}

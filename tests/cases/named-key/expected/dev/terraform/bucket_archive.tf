# Written by watershed for shop in dev: bucket archive

data "aws_s3_bucket" "archive" {
  bucket = "company-archive"
}

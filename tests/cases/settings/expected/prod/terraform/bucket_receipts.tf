# Written by watershed for shop in prod.

data "aws_s3_bucket" "receipts" {
  bucket = "company-receipts"
}

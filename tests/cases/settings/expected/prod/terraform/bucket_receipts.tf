# Written by watershed for shop in prod: bucket receipts

data "aws_s3_bucket" "receipts" {
  bucket = "company-receipts"
}

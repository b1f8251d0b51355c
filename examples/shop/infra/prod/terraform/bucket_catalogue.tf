# Written by watershed for shop in prod.

data "aws_s3_bucket" "catalogue" {
  bucket = "acme-product-catalogue"
}

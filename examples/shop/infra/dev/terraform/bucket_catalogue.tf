# Written by watershed for shop in dev.

data "aws_s3_bucket" "catalogue" {
  bucket = "acme-product-catalogue"
}

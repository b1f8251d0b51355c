# Written by watershed for shop in dev: bucket catalogue

data "aws_s3_bucket" "catalogue" {
  bucket = "acme-product-catalogue"
}

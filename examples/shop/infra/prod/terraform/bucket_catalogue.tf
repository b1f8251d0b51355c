# Written by watershed for shop in prod: bucket catalogue

data "aws_s3_bucket" "catalogue" {
  bucket = "acme-product-catalogue"
}

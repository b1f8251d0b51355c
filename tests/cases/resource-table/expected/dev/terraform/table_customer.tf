# Written by watershed for shop in dev: table customer

data "aws_dynamodb_table" "customer" {
  name = "legacy-customers"
}

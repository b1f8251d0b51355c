# Written by watershed for shop in dev.

data "aws_dynamodb_table" "customer" {
  name = "legacy-customers"
}

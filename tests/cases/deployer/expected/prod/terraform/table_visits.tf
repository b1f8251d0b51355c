# Written by watershed for shop in prod: table visits

data "aws_dynamodb_table" "visits" {
  name = "visits"
}

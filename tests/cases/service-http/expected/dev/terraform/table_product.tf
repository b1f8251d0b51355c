# Written by watershed for shop in dev: table product

resource "aws_dynamodb_table" "product" {
  name                        = "shop-dev-product"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = false
  tags = {
    component = "product"
  }

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = false
  }

  server_side_encryption {
    enabled = true
  }
}

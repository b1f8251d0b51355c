# Written by watershed for shop in dev: table cart

resource "aws_dynamodb_table" "cart" {
  name                        = "shop-dev-cart"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = false
  tags = {
    component = "cart"
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

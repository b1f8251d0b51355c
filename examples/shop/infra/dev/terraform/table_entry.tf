# Written by watershed for shop in dev: table entry

resource "aws_dynamodb_table" "entry" {
  name                        = "shop-dev-entry"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "product"
  range_key                   = "order"
  deletion_protection_enabled = false
  tags = {
    component = "entry"
  }

  attribute {
    name = "order"
    type = "S"
  }

  attribute {
    name = "product"
    type = "S"
  }

  point_in_time_recovery {
    enabled = false
  }

  server_side_encryption {
    enabled = true
  }
}

# Written by watershed for shop in dev: table order

resource "aws_dynamodb_table" "order" {
  name                        = "shop-dev-order"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "customer"
  range_key                   = "at"
  deletion_protection_enabled = false
  tags = {
    component = "order"
  }

  attribute {
    name = "at"
    type = "N"
  }

  attribute {
    name = "customer"
    type = "S"
  }

  attribute {
    name = "state"
    type = "S"
  }

  global_secondary_index {
    name            = "by-state"
    hash_key        = "state"
    projection_type = "ALL"
  }

  ttl {
    attribute_name = "expires"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = false
  }

  server_side_encryption {
    enabled = true
  }
}

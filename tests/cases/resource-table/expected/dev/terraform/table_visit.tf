# Written by watershed for shop in dev: table visit

resource "aws_dynamodb_table" "visit" {
  name                        = "shop-dev-visit"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "visitId"
  range_key                   = "beganAt"
  deletion_protection_enabled = false
  tags = {
    component = "visit"
  }

  attribute {
    name = "beganAt"
    type = "N"
  }

  attribute {
    name = "guestNo"
    type = "N"
  }

  attribute {
    name = "visitId"
    type = "S"
  }

  global_secondary_index {
    name            = "by-guest"
    hash_key        = "guestNo"
    range_key       = "beganAt"
    projection_type = "ALL"
  }

  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = false
  }

  server_side_encryption {
    enabled = true
  }
}

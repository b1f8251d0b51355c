# Written by watershed for shop in dev: table parcel

resource "aws_dynamodb_table" "parcel" {
  name                        = "shop-dev-parcel"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  range_key                   = "weight"
  deletion_protection_enabled = false
  tags = {
    component = "parcel"
  }

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "size"
    type = "S"
  }

  attribute {
    name = "weight"
    type = "N"
  }

  global_secondary_index {
    name            = "by-size"
    hash_key        = "size"
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

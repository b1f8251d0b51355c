# Written by watershed for shop in sandbox: table customer

resource "aws_dynamodb_table" "customer" {
  name                        = "shop-sandbox-customer"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = false
  tags = {
    component = "customer"
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

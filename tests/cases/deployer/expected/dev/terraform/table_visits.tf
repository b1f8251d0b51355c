# Written by watershed for shop in dev: table visits

resource "aws_dynamodb_table" "visits" {
  name                        = "shop-dev-visits"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = false
  tags = {
    component = "visits"
  }

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = false
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.environment.arn
  }
}

# Written by watershed for shop in prod: table entry

resource "aws_dynamodb_table" "entry" {
  name                        = "shop-prod-entry"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "product"
  range_key                   = "order"
  deletion_protection_enabled = true
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
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.environment.arn
  }

  lifecycle {
    prevent_destroy = true
  }
}

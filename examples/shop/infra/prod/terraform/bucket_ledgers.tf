# Written by watershed for shop in prod: bucket ledgers

resource "aws_s3_bucket" "ledgers" {
  bucket = "shop-prod-ledgers"
  tags = {
    component = "ledgers"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "ledgers" {
  bucket                  = aws_s3_bucket.ledgers.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "ledgers" {
  bucket = aws_s3_bucket.ledgers.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "ledgers" {
  bucket = aws_s3_bucket.ledgers.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.environment.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "ledgers" {
  bucket = aws_s3_bucket.ledgers.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "ledgers" {
  bucket = aws_s3_bucket.ledgers.id
  # `*` denies here: nobody reads or writes without TLS.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyEncryptedConnections"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.ledgers.arn, "${aws_s3_bucket.ledgers.arn}/*"]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
}

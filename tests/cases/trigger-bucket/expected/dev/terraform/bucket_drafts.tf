# Written by watershed for shop in dev: bucket drafts

resource "aws_s3_bucket" "drafts" {
  bucket = "shop-dev-drafts"
  tags = {
    component = "drafts"
  }
}

resource "aws_s3_bucket_public_access_block" "drafts" {
  bucket                  = aws_s3_bucket.drafts.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "drafts" {
  bucket = aws_s3_bucket.drafts.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "drafts" {
  bucket = aws_s3_bucket.drafts.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_versioning" "drafts" {
  bucket = aws_s3_bucket.drafts.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "drafts" {
  bucket = aws_s3_bucket.drafts.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = 30
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_policy" "drafts" {
  bucket = aws_s3_bucket.drafts.id
  # `*` denies here: nobody reads or writes without TLS.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyEncryptedConnections"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.drafts.arn, "${aws_s3_bucket.drafts.arn}/*"]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
}

resource "aws_s3_bucket_notification" "drafts" {
  bucket = aws_s3_bucket.drafts.bucket

  lambda_function {
    lambda_function_arn = aws_lambda_function.forget_draft.arn
    events              = ["s3:ObjectRemoved:*", "s3:LifecycleExpiration:DeleteMarkerCreated"]
    filter_prefix       = "year%3D2026/gr%C3%B6%C3%9Fe+%26+co/"
    filter_suffix       = "+(1)%2B.pdf"
  }

  # S3 asks everybody whom it tells whether it may.
  depends_on = [aws_lambda_permission.forget_draft]
}

# Written by watershed for shop in prod: key

resource "aws_kms_key" "environment" {
  description             = "Encrypts what shop keeps in prod."
  deletion_window_in_days = 30
  enable_key_rotation     = true
  # Administration: AWS advises to leave it to the account's own policies; in the policy of a key `*` is the key
  # KmsDescribeKey: EventBridge asks what kind of key it is before there is a bus
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Administration"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      {
        Sid    = "EventBuses"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/shop-prod-events",
            ]
          }
          StringEquals = {
            "kms:EncryptionContext:aws:events:event-bus:arn" = [
              "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/shop-prod-events",
            ]
          }
        }
      },
      {
        Sid    = "EventsToQueues"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = "*"
        Condition = {
          StringLike = {
            "kms:EncryptionContext:aws:sqs:arn" = "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-*"
          }
        }
      },
      {
        Sid    = "KmsDescribeKey"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "kms:DescribeKey"
        Resource = "*"
      },
      {
        Sid    = "LogGroups"
        Effect = "Allow"
        Principal = {
          Service = "logs.eu-west-1.amazonaws.com"
        }
        Action   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource = "*"
        Condition = {
          StringLike = {
            "kms:EncryptionContext:aws:logs:arn" = [
              "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-prod-*",
              "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-*",
            ]
          }
        }
      },
      {
        Sid    = "TopicsToQueues"
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = "*"
        Condition = {
          StringLike = {
            "kms:EncryptionContext:aws:sqs:arn" = "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-*"
          }
        }
      },
    ]
  })
  tags = {
    component = "key"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "environment" {
  name          = "alias/shop-prod"
  target_key_id = aws_kms_key.environment.key_id
}

# Written by watershed for shop in dev: key

resource "aws_kms_key" "environment" {
  description             = "Encrypts what shop keeps in dev."
  deletion_window_in_days = 7
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
        Sid    = "BucketsToTopics"
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
          StringLike = {
            "kms:EncryptionContext:aws:sns:topicArn" = "arn:aws:sns:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-*"
          }
        }
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
              "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/shop-dev-events",
              "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/shop-dev-partners",
            ]
          }
          StringEquals = {
            "kms:EncryptionContext:aws:events:event-bus:arn" = [
              "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/shop-dev-events",
              "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/shop-dev-partners",
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
            "kms:EncryptionContext:aws:sqs:arn" = "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-*"
          }
        }
      },
      {
        Sid    = "EventsToTopics"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = "*"
        Condition = {
          StringLike = {
            "kms:EncryptionContext:aws:sns:topicArn" = "arn:aws:sns:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-*"
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
              "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-dev-*",
              "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-*",
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
            "kms:EncryptionContext:aws:sqs:arn" = "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-*"
          }
        }
      },
    ]
  })
  tags = {
    component = "key"
  }
}

resource "aws_kms_alias" "environment" {
  name          = "alias/shop-dev"
  target_key_id = aws_kms_key.environment.key_id
}

# Written by watershed for shop in dev: outputs

output "key_policy" {
  description = "What the policy of the key has to allow beside what it allows already."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
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
}

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "table_customer_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.customer.name
}

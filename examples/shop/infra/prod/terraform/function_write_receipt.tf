# Written by watershed for shop in prod: function write-receipt

resource "aws_cloudwatch_log_group" "write_receipt" {
  name              = "/aws/lambda/shop-prod-write-receipt"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "write-receipt"
  }
}

resource "aws_iam_role" "write_receipt" {
  name = "shop-prod-write-receipt"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "write-receipt"
  }
}

resource "aws_iam_role_policy" "write_receipt" {
  name = "shop-prod-write-receipt"
  role = aws_iam_role.write_receipt.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # S3PutObject: `/*` is every object of this bucket; the keys are known only when it runs
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbBatchGetItemGetItem"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem"]
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "DynamodbQuery"
        Effect   = "Allow"
        Action   = "dynamodb:Query"
        Resource = [aws_dynamodb_table.order.arn, "${aws_dynamodb_table.order.arn}/index/by-status"]
      },
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = ["dynamodb.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"]
          }
        }
      },
      {
        Sid      = "KmsGenerateDataKey"
        Effect   = "Allow"
        Action   = "kms:GenerateDataKey"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.write_receipt.arn}:*"
      },
      {
        Sid      = "S3PutObject"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.receipts.arn}/*"
      },
      {
        Sid      = "SqsDeleteMessageGetQueueAttributesReceiveMessage"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.write_receipt__inbox.arn
      },
    ]
  })
}

resource "aws_lambda_function" "write_receipt" {
  function_name    = "shop-prod-write-receipt"
  role             = aws_iam_role.write_receipt.arn
  description      = "Writes the receipt of a paid order."
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "write-receipt"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 60
  kms_key_arn      = aws_kms_key.environment.arn
  tags = {
    component = "write-receipt"
  }

  environment {
    variables = {
      WATERSHED_APP             = "shop"
      WATERSHED_BUCKET_RECEIPTS = aws_s3_bucket.receipts.bucket
      WATERSHED_ENVIRONMENT     = "prod"
      WATERSHED_TABLE_ORDER     = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.write_receipt.name
  }
}

resource "aws_cloudwatch_metric_alarm" "write_receipt__errors" {
  alarm_name          = "shop-prod-write-receipt-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.write_receipt.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "write-receipt"
  }
}

resource "aws_cloudwatch_metric_alarm" "write_receipt__throttles" {
  alarm_name          = "shop-prod-write-receipt-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.write_receipt.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "write-receipt"
  }
}

resource "aws_sqs_queue" "write_receipt__inbox" {
  name                       = "shop-prod-write-receipt-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  kms_master_key_id          = aws_kms_key.environment.arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.write_receipt__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "write-receipt"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "write_receipt__inbox__dead" {
  name                      = "shop-prod-write-receipt-inbox-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "write-receipt"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "write_receipt__inbox__dead" {
  queue_url = aws_sqs_queue.write_receipt__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.write_receipt__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "write_receipt__inbox__oldest" {
  alarm_name          = "shop-prod-write-receipt-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.write_receipt__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "write-receipt"
  }
}

resource "aws_cloudwatch_metric_alarm" "write_receipt__inbox__dead__depth" {
  alarm_name          = "shop-prod-write-receipt-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.write_receipt__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "write-receipt"
  }
}

resource "aws_sqs_queue_policy" "write_receipt__inbox" {
  queue_url = aws_sqs_queue.write_receipt__inbox.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.write_receipt__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.order_paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "write_receipt__inbox__dead" {
  queue_url = aws_sqs_queue.write_receipt__inbox__dead.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.write_receipt__inbox__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.order_paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "write_receipt" {
  topic_arn            = aws_sns_topic.order_paid.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.write_receipt__inbox.arn
  raw_message_delivery = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.write_receipt__inbox__dead.arn
  })

  # What is delivered before the queue takes it would be lost.
  depends_on = [
    aws_sqs_queue_policy.write_receipt__inbox,
    aws_sqs_queue_policy.write_receipt__inbox__dead,
  ]
}

resource "aws_lambda_event_source_mapping" "write_receipt" {
  function_name           = aws_lambda_function.write_receipt.arn
  event_source_arn        = aws_sqs_queue.write_receipt__inbox.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags = {
    component = "write-receipt"
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.write_receipt]
}

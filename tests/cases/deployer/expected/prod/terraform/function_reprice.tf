# Written by watershed for shop in prod: function reprice

resource "aws_cloudwatch_log_group" "reprice" {
  name              = "/aws/lambda/shop-prod-reprice"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "reprice"
  }
}

resource "aws_iam_role" "reprice" {
  name = "shop-prod-reprice"
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
    component = "reprice"
  }
}

resource "aws_iam_role_policy" "reprice" {
  name = "shop-prod-reprice"
  role = aws_iam_role.reprice.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "sqs.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.reprice.arn}:*"
      },
      {
        Sid      = "SnsPublish"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = data.aws_sns_topic.news.arn
      },
      {
        Sid      = "SqsDeleteMessageGetQueueAttributesReceiveMessage"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.reprice__inbox.arn
      },
    ]
  })
}

resource "aws_lambda_function" "reprice" {
  function_name           = "shop-prod-reprice"
  role                    = aws_iam_role.reprice.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "reprice"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 60
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "reprice"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "prod"
      WATERSHED_TOPIC_NEWS  = data.aws_sns_topic.news.arn
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.reprice.name
  }
}

resource "aws_cloudwatch_metric_alarm" "reprice__errors" {
  alarm_name          = "shop-prod-reprice-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.reprice.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "reprice"
  }
}

resource "aws_cloudwatch_metric_alarm" "reprice__throttles" {
  alarm_name          = "shop-prod-reprice-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.reprice.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "reprice"
  }
}

resource "aws_sqs_queue" "reprice__inbox" {
  name                       = "shop-prod-reprice-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  kms_master_key_id          = aws_kms_key.environment.arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.reprice__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "reprice"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "reprice__inbox__dead" {
  name                      = "shop-prod-reprice-inbox-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "reprice"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "reprice__inbox__dead" {
  queue_url = aws_sqs_queue.reprice__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.reprice__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "reprice__inbox__oldest" {
  alarm_name          = "shop-prod-reprice-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.reprice__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "reprice"
  }
}

resource "aws_cloudwatch_metric_alarm" "reprice__inbox__dead__depth" {
  alarm_name          = "shop-prod-reprice-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.reprice__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "reprice"
  }
}

resource "aws_sqs_queue_policy" "reprice__inbox" {
  queue_url = aws_sqs_queue.reprice__inbox.url
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
        Resource = aws_sqs_queue.reprice__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:aws:sns:eu-west-1:210987654321:prices"
          }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "reprice__inbox__dead" {
  queue_url = aws_sqs_queue.reprice__inbox__dead.url
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
        Resource = aws_sqs_queue.reprice__inbox__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:aws:sns:eu-west-1:210987654321:prices"
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "reprice" {
  topic_arn            = "arn:aws:sns:eu-west-1:210987654321:prices"
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.reprice__inbox.arn
  raw_message_delivery = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.reprice__inbox__dead.arn
  })

  # What is delivered before the queue takes it would be lost.
  depends_on = [aws_sqs_queue_policy.reprice__inbox, aws_sqs_queue_policy.reprice__inbox__dead]
}

resource "aws_lambda_event_source_mapping" "reprice" {
  function_name           = aws_lambda_function.reprice.arn
  event_source_arn        = aws_sqs_queue.reprice__inbox.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags = {
    component = "reprice"
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.reprice]
}

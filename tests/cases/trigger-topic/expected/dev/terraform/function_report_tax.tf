# Written by watershed for shop in dev: function report-tax

resource "aws_cloudwatch_log_group" "report_tax" {
  name              = "/aws/lambda/shop-dev-report-tax"
  retention_in_days = 30
  tags = {
    component = "report-tax"
  }
}

resource "aws_iam_role" "report_tax" {
  name = "shop-dev-report-tax"
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
    component = "report-tax"
  }
}

resource "aws_iam_role_policy" "report_tax" {
  name = "shop-dev-report-tax"
  role = aws_iam_role.report_tax.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.report_tax.arn}:*"
      },
      {
        Sid      = "SqsDeleteMessageGetQueueAttributesReceiveMessage"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.report_tax__inbox.arn
      },
    ]
  })
}

resource "aws_lambda_function" "report_tax" {
  function_name    = "shop-dev-report-tax"
  role             = aws_iam_role.report_tax.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "report-tax"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 60
  tags = {
    component = "report-tax"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.report_tax.name
  }
}

resource "aws_cloudwatch_metric_alarm" "report_tax__errors" {
  alarm_name          = "shop-dev-report-tax-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.report_tax.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "report-tax"
  }
}

resource "aws_cloudwatch_metric_alarm" "report_tax__throttles" {
  alarm_name          = "shop-dev-report-tax-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.report_tax.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "report-tax"
  }
}

resource "aws_sqs_queue" "report_tax__inbox" {
  name                       = "shop-dev-report-tax-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.report_tax__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "report-tax"
  }
}

resource "aws_sqs_queue" "report_tax__inbox__dead" {
  name                      = "shop-dev-report-tax-inbox-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "report-tax"
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "report_tax__inbox__dead" {
  queue_url = aws_sqs_queue.report_tax__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.report_tax__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "report_tax__inbox__oldest" {
  alarm_name          = "shop-dev-report-tax-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.report_tax__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "report-tax"
  }
}

resource "aws_cloudwatch_metric_alarm" "report_tax__inbox__dead__depth" {
  alarm_name          = "shop-dev-report-tax-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.report_tax__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "report-tax"
  }
}

resource "aws_sqs_queue_policy" "report_tax__inbox" {
  queue_url = aws_sqs_queue.report_tax__inbox.url
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
        Resource = aws_sqs_queue.report_tax__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.order_paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "report_tax__inbox__dead" {
  queue_url = aws_sqs_queue.report_tax__inbox__dead.url
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
        Resource = aws_sqs_queue.report_tax__inbox__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.order_paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "report_tax" {
  topic_arn            = aws_sns_topic.order_paid.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.report_tax__inbox.arn
  raw_message_delivery = true
  filter_policy = jsonencode({
    country = ["DE", "FR"]
  })
  filter_policy_scope = "MessageBody"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.report_tax__inbox__dead.arn
  })

  # What is delivered before the queue takes it would be lost.
  depends_on = [
    aws_sqs_queue_policy.report_tax__inbox,
    aws_sqs_queue_policy.report_tax__inbox__dead,
  ]
}

resource "aws_lambda_event_source_mapping" "report_tax" {
  function_name           = aws_lambda_function.report_tax.arn
  event_source_arn        = aws_sqs_queue.report_tax__inbox.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags = {
    component = "report-tax"
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.report_tax]
}

# Written by watershed for shop in dev: function daily-report

resource "aws_cloudwatch_log_group" "daily_report" {
  name              = "/aws/lambda/shop-dev-daily-report"
  retention_in_days = 30
  tags = {
    component = "daily-report"
  }
}

resource "aws_iam_role" "daily_report" {
  name = "shop-dev-daily-report"
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
    component = "daily-report"
  }
}

resource "aws_iam_role_policy" "daily_report" {
  name = "shop-dev-daily-report"
  role = aws_iam_role.daily_report.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.daily_report.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.daily_report__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "daily_report" {
  function_name    = "shop-dev-daily-report"
  role             = aws_iam_role.daily_report.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "daily-report"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 900
  tags = {
    component = "daily-report"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.daily_report.name
  }
}

resource "aws_cloudwatch_metric_alarm" "daily_report__errors" {
  alarm_name          = "shop-dev-daily-report-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.daily_report.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "daily-report"
  }
}

resource "aws_cloudwatch_metric_alarm" "daily_report__throttles" {
  alarm_name          = "shop-dev-daily-report-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.daily_report.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "daily-report"
  }
}

resource "aws_sqs_queue" "daily_report__dead" {
  name                      = "shop-dev-daily-report-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "daily-report"
  }
}

resource "aws_cloudwatch_metric_alarm" "daily_report__dead__depth" {
  alarm_name          = "shop-dev-daily-report-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.daily_report__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "daily-report"
  }
}

resource "aws_lambda_function_event_invoke_config" "daily_report" {
  function_name                = aws_lambda_function.daily_report.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.daily_report__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.daily_report]
}

resource "aws_iam_role" "daily_report__schedule" {
  name = "shop-dev-daily-report-schedule"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "daily-report"
  }
}

resource "aws_iam_role_policy" "daily_report__schedule" {
  name = "shop-dev-daily-report-schedule"
  role = aws_iam_role.daily_report__schedule.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LambdaInvokeFunction"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_function.daily_report.arn
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.daily_report__dead.arn
      },
    ]
  })
}

resource "aws_scheduler_schedule" "daily_report" {
  name                         = "shop-dev-daily-report"
  schedule_expression          = "cron(0 8 ? * MON-FRI *)"
  schedule_expression_timezone = "Europe/Berlin"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.daily_report.arn
    role_arn = aws_iam_role.daily_report__schedule.arn

    retry_policy {
      maximum_retry_attempts = 2
    }

    dead_letter_config {
      arn = aws_sqs_queue.daily_report__dead.arn
    }
  }

  # What is started before the role may start it would be lost.
  depends_on = [aws_iam_role_policy.daily_report__schedule]
}

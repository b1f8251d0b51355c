# Written by watershed for shop in prod: function on-sent

resource "aws_cloudwatch_log_group" "on_sent" {
  name              = "/aws/lambda/shop-prod-on-sent"
  retention_in_days = 30
  tags = {
    component = "on-sent"
  }
}

resource "aws_iam_role" "on_sent" {
  name = "shop-prod-on-sent"
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
    component = "on-sent"
  }
}

resource "aws_iam_role_policy" "on_sent" {
  name = "shop-prod-on-sent"
  role = aws_iam_role.on_sent.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.on_sent.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.on_sent__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "on_sent" {
  function_name    = "shop-prod-on-sent"
  role             = aws_iam_role.on_sent.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "on-sent"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 60
  tags = {
    component = "on-sent"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "prod"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.on_sent.name
  }
}

resource "aws_cloudwatch_metric_alarm" "on_sent__errors" {
  alarm_name          = "shop-prod-on-sent-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.on_sent.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "on-sent"
  }
}

resource "aws_cloudwatch_metric_alarm" "on_sent__throttles" {
  alarm_name          = "shop-prod-on-sent-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.on_sent.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "on-sent"
  }
}

resource "aws_sqs_queue" "on_sent__dead" {
  name                      = "shop-prod-on-sent-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "on-sent"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "on_sent__dead__depth" {
  alarm_name          = "shop-prod-on-sent-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.on_sent__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "on-sent"
  }
}

resource "aws_lambda_function_event_invoke_config" "on_sent" {
  function_name                = aws_lambda_function.on_sent.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.on_sent__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.on_sent]
}

resource "aws_lambda_permission" "on_sent" {
  statement_id   = "bucket"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.on_sent.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.receipts.arn
  source_account = data.aws_caller_identity.current.account_id
}

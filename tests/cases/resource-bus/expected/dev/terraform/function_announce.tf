# Written by watershed for shop in dev: function announce

resource "aws_cloudwatch_log_group" "announce" {
  name              = "/aws/lambda/shop-dev-announce"
  retention_in_days = 30
  tags = {
    component = "announce"
  }
}

resource "aws_iam_role" "announce" {
  name = "shop-dev-announce"
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
    component = "announce"
  }
}

resource "aws_iam_role_policy" "announce" {
  name = "shop-dev-announce"
  role = aws_iam_role.announce.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "EventsPutEvents"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.product_events.arn
      },
      {
        Sid      = "EventsPutEvents2"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = data.aws_cloudwatch_event_bus.company.arn
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.announce.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.announce__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "announce" {
  function_name    = "shop-dev-announce"
  role             = aws_iam_role.announce.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "announce"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "announce"
  }

  environment {
    variables = {
      WATERSHED_APP                = "shop"
      WATERSHED_BUS_COMPANY        = data.aws_cloudwatch_event_bus.company.name
      WATERSHED_BUS_PRODUCT_EVENTS = aws_cloudwatch_event_bus.product_events.name
      WATERSHED_ENVIRONMENT        = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.announce.name
  }
}

resource "aws_cloudwatch_metric_alarm" "announce__errors" {
  alarm_name          = "shop-dev-announce-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.announce.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "announce"
  }
}

resource "aws_cloudwatch_metric_alarm" "announce__throttles" {
  alarm_name          = "shop-dev-announce-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.announce.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "announce"
  }
}

resource "aws_sqs_queue" "announce__dead" {
  name                      = "shop-dev-announce-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "announce"
  }
}

resource "aws_cloudwatch_metric_alarm" "announce__dead__depth" {
  alarm_name          = "shop-dev-announce-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.announce__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "announce"
  }
}

resource "aws_lambda_function_event_invoke_config" "announce" {
  function_name                = aws_lambda_function.announce.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.announce__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.announce]
}

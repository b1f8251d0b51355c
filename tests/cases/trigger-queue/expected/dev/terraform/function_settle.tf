# Written by watershed for shop in dev: function settle

resource "aws_cloudwatch_log_group" "settle" {
  name              = "/aws/lambda/shop-dev-settle"
  retention_in_days = 30
  tags = {
    component = "settle"
  }
}

resource "aws_iam_role" "settle" {
  name = "shop-dev-settle"
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
    component = "settle"
  }
}

resource "aws_iam_role_policy" "settle" {
  name = "shop-dev-settle"
  role = aws_iam_role.settle.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.settle.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.charges.arn
      },
      {
        Sid      = "SqsSendMessage2"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.refunds.arn
      },
      {
        Sid      = "SqsSendMessage3"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.settle__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "settle" {
  function_name    = "shop-dev-settle"
  role             = aws_iam_role.settle.arn
  description      = "Asks for both."
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "settle"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "settle"
  }

  environment {
    variables = {
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "dev"
      WATERSHED_QUEUE_CHARGES = aws_sqs_queue.charges.url
      WATERSHED_QUEUE_REFUNDS = aws_sqs_queue.refunds.url
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.settle.name
  }
}

resource "aws_cloudwatch_metric_alarm" "settle__errors" {
  alarm_name          = "shop-dev-settle-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.settle.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "settle"
  }
}

resource "aws_cloudwatch_metric_alarm" "settle__throttles" {
  alarm_name          = "shop-dev-settle-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.settle.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "settle"
  }
}

resource "aws_sqs_queue" "settle__dead" {
  name                      = "shop-dev-settle-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "settle"
  }
}

resource "aws_cloudwatch_metric_alarm" "settle__dead__depth" {
  alarm_name          = "shop-dev-settle-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.settle__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "settle"
  }
}

resource "aws_lambda_function_event_invoke_config" "settle" {
  function_name                = aws_lambda_function.settle.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.settle__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.settle]
}

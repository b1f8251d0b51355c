# Written by watershed for shop in prod: function price

resource "aws_cloudwatch_log_group" "price" {
  name              = "/aws/lambda/shop-prod-price"
  retention_in_days = 30
  tags = {
    component = "price"
  }
}

resource "aws_iam_role" "price" {
  name = "shop-prod-price"
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
    component = "price"
  }
}

resource "aws_iam_role_policy" "price" {
  name = "shop-prod-price"
  role = aws_iam_role.price.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.price.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.price__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "price" {
  function_name    = "shop-prod-price"
  role             = aws_iam_role.price.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "price"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  publish          = true
  tags = {
    component = "price"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "prod"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.price.name
  }
}

resource "aws_lambda_alias" "price" {
  name             = "live"
  function_name    = aws_lambda_function.price.function_name
  function_version = aws_lambda_function.price.version
}

resource "aws_lambda_provisioned_concurrency_config" "price" {
  function_name                     = aws_lambda_function.price.function_name
  qualifier                         = aws_lambda_alias.price.name
  provisioned_concurrent_executions = 1
}

resource "aws_cloudwatch_metric_alarm" "price__errors" {
  alarm_name          = "shop-prod-price-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.price.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "price"
  }
}

resource "aws_cloudwatch_metric_alarm" "price__throttles" {
  alarm_name          = "shop-prod-price-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.price.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "price"
  }
}

resource "aws_sqs_queue" "price__dead" {
  name                      = "shop-prod-price-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "price"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "price__dead__depth" {
  alarm_name          = "shop-prod-price-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.price__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "price"
  }
}

resource "aws_lambda_function_event_invoke_config" "price" {
  function_name                = aws_lambda_function.price.function_name
  qualifier                    = aws_lambda_alias.price.name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.price__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.price]
}

# Written by watershed for shop in dev: function refund

resource "aws_cloudwatch_log_group" "refund" {
  name              = "/aws/lambda/shop-dev-refund"
  retention_in_days = 30
  tags = {
    component = "refund"
  }
}

resource "aws_iam_role" "refund" {
  name = "shop-dev-refund"
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
    component = "refund"
  }
}

resource "aws_iam_role_policy" "refund" {
  name = "shop-dev-refund"
  role = aws_iam_role.refund.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.refund.arn}:*"
      },
      {
        Sid      = "SqsDeleteMessageGetQueueAttributesReceiveMessage"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.refunds.arn
      },
    ]
  })
}

resource "aws_lambda_function" "refund" {
  function_name                  = "shop-dev-refund"
  role                           = aws_iam_role.refund.arn
  description                    = "Gives money back. The mapping hands over no more than may run: what is throttled would count as received."
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  handler                        = "refund"
  runtime                        = "provided.al2023"
  architectures                  = ["arm64"]
  memory_size                    = 256
  timeout                        = 60
  reserved_concurrent_executions = 5
  tags = {
    component = "refund"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.refund.name
  }
}

resource "aws_cloudwatch_metric_alarm" "refund__errors" {
  alarm_name          = "shop-dev-refund-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.refund.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "refund"
  }
}

resource "aws_cloudwatch_metric_alarm" "refund__throttles" {
  alarm_name          = "shop-dev-refund-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.refund.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "refund"
  }
}

resource "aws_lambda_event_source_mapping" "refund" {
  function_name           = aws_lambda_function.refund.arn
  event_source_arn        = aws_sqs_queue.refunds.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags = {
    component = "refund"
  }

  scaling_config {
    maximum_concurrency = 5
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.refund]
}

# Written by watershed for shop in dev: function again

resource "aws_cloudwatch_log_group" "again" {
  name              = "/aws/lambda/shop-dev-again"
  retention_in_days = 30
  tags = {
    component = "again"
  }
}

resource "aws_iam_role" "again" {
  name = "shop-dev-again"
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
    component = "again"
  }
}

resource "aws_iam_role_policy" "again" {
  name = "shop-dev-again"
  role = aws_iam_role.again.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.again.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_lambda_function" "again" {
  function_name    = "shop-dev-again"
  role             = aws_iam_role.again.arn
  description      = "Asks for one again."
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "again"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "again"
  }

  environment {
    variables = {
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "dev"
      WATERSHED_QUEUE_CHARGES = aws_sqs_queue.charges.url
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.again.name
  }
}

resource "aws_cloudwatch_metric_alarm" "again__errors" {
  alarm_name          = "shop-dev-again-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.again.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "again"
  }
}

resource "aws_cloudwatch_metric_alarm" "again__throttles" {
  alarm_name          = "shop-dev-again-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.again.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "again"
  }
}

resource "aws_apigatewayv2_integration" "again" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.again.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "again" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "POST /charges"
  target             = "integrations/${aws_apigatewayv2_integration.again.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "again" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.again.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/POST/charges"
}

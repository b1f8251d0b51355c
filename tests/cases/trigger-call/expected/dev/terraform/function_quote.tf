# Written by watershed for shop in dev: function quote

resource "aws_cloudwatch_log_group" "quote" {
  name              = "/aws/lambda/shop-dev-quote"
  retention_in_days = 30
  tags = {
    component = "quote"
  }
}

resource "aws_iam_role" "quote" {
  name = "shop-dev-quote"
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
    component = "quote"
  }
}

resource "aws_iam_role_policy" "quote" {
  name = "shop-dev-quote"
  role = aws_iam_role.quote.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LambdaInvokeFunction"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-score:live"
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.quote.arn}:*"
      },
    ]
  })
}

resource "aws_lambda_function" "quote" {
  function_name    = "shop-dev-quote"
  role             = aws_iam_role.quote.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "quote"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "quote"
  }

  environment {
    variables = {
      WATERSHED_APP            = "shop"
      WATERSHED_ENVIRONMENT    = "dev"
      WATERSHED_FUNCTION_SCORE = "shop-dev-score:live"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.quote.name
  }
}

resource "aws_cloudwatch_metric_alarm" "quote__errors" {
  alarm_name          = "shop-dev-quote-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.quote.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "quote"
  }
}

resource "aws_cloudwatch_metric_alarm" "quote__throttles" {
  alarm_name          = "shop-dev-quote-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.quote.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "quote"
  }
}

resource "aws_apigatewayv2_integration" "quote" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.quote.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "quote" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "POST /quotes"
  target             = "integrations/${aws_apigatewayv2_integration.quote.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "quote" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.quote.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/POST/quotes"
}

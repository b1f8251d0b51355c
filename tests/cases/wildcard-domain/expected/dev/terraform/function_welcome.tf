# Written by watershed for shop in dev: function welcome

resource "aws_cloudwatch_log_group" "welcome" {
  name              = "/aws/lambda/shop-dev-welcome"
  retention_in_days = 30
  tags = {
    component = "welcome"
  }
}

resource "aws_iam_role" "welcome" {
  name = "shop-dev-welcome"
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
    component = "welcome"
  }
}

resource "aws_iam_role_policy" "welcome" {
  name = "shop-dev-welcome"
  role = aws_iam_role.welcome.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.welcome.arn}:*"
      },
    ]
  })
}

resource "aws_lambda_function" "welcome" {
  function_name    = "shop-dev-welcome"
  role             = aws_iam_role.welcome.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "welcome"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "welcome"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.welcome.name
  }
}

resource "aws_cloudwatch_metric_alarm" "welcome__errors" {
  alarm_name          = "shop-dev-welcome-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.welcome.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "welcome"
  }
}

resource "aws_cloudwatch_metric_alarm" "welcome__throttles" {
  alarm_name          = "shop-dev-welcome-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.welcome.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "welcome"
  }
}

resource "aws_apigatewayv2_integration" "welcome" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.welcome.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "welcome" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /"
  target             = "integrations/${aws_apigatewayv2_integration.welcome.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "welcome" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.welcome.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/GET/"
}

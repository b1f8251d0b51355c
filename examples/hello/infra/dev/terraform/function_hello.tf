# Written by watershed for hello in dev: function hello

resource "aws_cloudwatch_log_group" "hello" {
  name              = "/aws/lambda/hello-dev-hello"
  retention_in_days = 30
  tags = {
    component = "hello"
  }
}

resource "aws_iam_role" "hello" {
  name = "hello-dev-hello"
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
    component = "hello"
  }
}

resource "aws_iam_role_policy" "hello" {
  name = "hello-dev-hello"
  role = aws_iam_role.hello.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.hello.arn}:*"
      },
    ]
  })
}

resource "aws_lambda_function" "hello" {
  function_name    = "hello-dev-hello"
  role             = aws_iam_role.hello.arn
  description      = "Greets whoever asks."
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "hello"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "hello"
  }

  environment {
    variables = {
      WATERSHED_APP         = "hello"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.hello.name
  }
}

resource "aws_cloudwatch_metric_alarm" "hello__errors" {
  alarm_name          = "hello-dev-hello-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.hello.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "hello"
  }
}

resource "aws_cloudwatch_metric_alarm" "hello__throttles" {
  alarm_name          = "hello-dev-hello-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.hello.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "hello"
  }
}

resource "aws_apigatewayv2_integration" "hello" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.hello.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "hello" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /hello/{name}"
  target             = "integrations/${aws_apigatewayv2_integration.hello.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "hello" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.hello.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/GET/hello/{name}"
}

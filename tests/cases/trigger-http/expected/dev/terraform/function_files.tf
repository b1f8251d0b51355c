# Written by watershed for shop in dev: function files

resource "aws_cloudwatch_log_group" "files" {
  name              = "/aws/lambda/shop-dev-files"
  retention_in_days = 30
  tags = {
    component = "files"
  }
}

resource "aws_iam_role" "files" {
  name = "shop-dev-files"
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
    component = "files"
  }
}

resource "aws_iam_role_policy" "files" {
  name = "shop-dev-files"
  role = aws_iam_role.files.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.files.arn}:*"
      },
    ]
  })
}

resource "aws_lambda_function" "files" {
  function_name    = "shop-dev-files"
  role             = aws_iam_role.files.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "files"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 512
  timeout          = 10
  tags = {
    component = "files"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.files.name
  }
}

resource "aws_cloudwatch_metric_alarm" "files__errors" {
  alarm_name          = "shop-dev-files-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.files.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "files"
  }
}

resource "aws_cloudwatch_metric_alarm" "files__throttles" {
  alarm_name          = "shop-dev-files-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.files.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "files"
  }
}

resource "aws_apigatewayv2_integration" "files" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.files.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "files" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "ANY /files/{rest+}"
  target             = "integrations/${aws_apigatewayv2_integration.files.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "files" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.files.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/*/files/{rest+}"
}

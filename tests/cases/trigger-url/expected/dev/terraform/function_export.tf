# Written by watershed for shop in dev: function export

resource "aws_cloudwatch_log_group" "export" {
  name              = "/aws/lambda/shop-dev-export"
  retention_in_days = 30
  tags = {
    component = "export"
  }
}

resource "aws_iam_role" "export" {
  name = "shop-dev-export"
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
    component = "export"
  }
}

resource "aws_iam_role_policy" "export" {
  name = "shop-dev-export"
  role = aws_iam_role.export.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.export.arn}:*"
      },
    ]
  })
}

resource "aws_lambda_function" "export" {
  function_name    = "shop-dev-export"
  role             = aws_iam_role.export.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "export"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 300
  tags = {
    component = "export"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.export.name
  }
}

resource "aws_cloudwatch_metric_alarm" "export__errors" {
  alarm_name          = "shop-dev-export-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.export.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "export"
  }
}

resource "aws_cloudwatch_metric_alarm" "export__throttles" {
  alarm_name          = "shop-dev-export-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.export.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "export"
  }
}

resource "aws_cloudwatch_metric_alarm" "export__url_errors" {
  alarm_name          = "shop-dev-export-url-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Requests are answered with errors of the server."
  namespace           = "AWS/Lambda"
  metric_name         = "Url5xxCount"
  dimensions = {
    FunctionName = aws_lambda_function.export.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "export"
  }
}

resource "aws_lambda_function_url" "export" {
  function_name      = aws_lambda_function.export.function_name
  authorization_type = "AWS_IAM"
  invoke_mode        = "RESPONSE_STREAM"
}

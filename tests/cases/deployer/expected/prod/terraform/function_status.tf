# Written by watershed for shop in prod: function status

resource "aws_cloudwatch_log_group" "status" {
  name              = "/aws/lambda/shop-prod-status"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "status"
  }
}

resource "aws_iam_role" "status" {
  name = "shop-prod-status"
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
    component = "status"
  }
}

resource "aws_iam_role_policy" "status" {
  name = "shop-prod-status"
  role = aws_iam_role.status.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.status.arn}:*"
      },
    ]
  })
}

resource "aws_lambda_function" "status" {
  function_name           = "shop-prod-status"
  role                    = aws_iam_role.status.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "status"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 10
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "status"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "prod"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.status.name
  }
}

resource "aws_cloudwatch_metric_alarm" "status__errors" {
  alarm_name          = "shop-prod-status-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.status.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "status"
  }
}

resource "aws_cloudwatch_metric_alarm" "status__throttles" {
  alarm_name          = "shop-prod-status-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.status.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "status"
  }
}

resource "aws_cloudwatch_metric_alarm" "status__url_errors" {
  alarm_name          = "shop-prod-status-url-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Requests are answered with errors of the server."
  namespace           = "AWS/Lambda"
  metric_name         = "Url5xxCount"
  dimensions = {
    FunctionName = aws_lambda_function.status.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "status"
  }
}

resource "aws_lambda_function_url" "status" {
  function_name      = aws_lambda_function.status.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "status" {
  statement_id           = "url"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.status.function_name
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_cloudformation_stack" "status" {
  name = "shop-prod-status-public"
  # Since October 2025 a public URL needs this second permission, which holds for calls through the URL alone.
  # The provider can write it from 6.29 on; CloudFormation can with every version.
  template_body = jsonencode({
    Resources = {
      Permission = {
        Type = "AWS::Lambda::Permission"
        Properties = {
          Action                = "lambda:InvokeFunction"
          FunctionName          = aws_lambda_function.status.arn
          InvokedViaFunctionUrl = true
          Principal             = "*"
        }
      }
    }
  })
  tags = {
    component = "status"
  }
}

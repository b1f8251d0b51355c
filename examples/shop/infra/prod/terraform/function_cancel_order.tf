# Written by watershed for shop in prod: function cancel-order

resource "aws_cloudwatch_log_group" "cancel_order" {
  name              = "/aws/lambda/shop-prod-cancel-order"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "cancel-order"
  }
}

resource "aws_iam_role" "cancel_order" {
  name = "shop-prod-cancel-order"
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
    component = "cancel-order"
  }
}

resource "aws_iam_role_policy" "cancel_order" {
  name = "shop-prod-cancel-order"
  role = aws_iam_role.cancel_order.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbDeleteItemGetItem"
        Effect   = "Allow"
        Action   = ["dynamodb:DeleteItem", "dynamodb:GetItem"]
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "dynamodb.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.cancel_order.arn}:*"
      },
    ]
  })
}

resource "aws_lambda_function" "cancel_order" {
  function_name    = "shop-prod-cancel-order"
  role             = aws_iam_role.cancel_order.arn
  description      = "Removes an order that nobody paid; for the shop's own people."
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "cancel-order"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  kms_key_arn      = aws_kms_key.environment.arn
  tags = {
    component = "cancel-order"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "prod"
      WATERSHED_TABLE_ORDER = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.cancel_order.name
  }
}

resource "aws_cloudwatch_metric_alarm" "cancel_order__errors" {
  alarm_name          = "shop-prod-cancel-order-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.cancel_order.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "cancel-order"
  }
}

resource "aws_cloudwatch_metric_alarm" "cancel_order__throttles" {
  alarm_name          = "shop-prod-cancel-order-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.cancel_order.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "cancel-order"
  }
}

resource "aws_apigatewayv2_integration" "cancel_order" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.cancel_order.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "cancel_order" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "DELETE /orders/{id}"
  target             = "integrations/${aws_apigatewayv2_integration.cancel_order.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt_login_example_com_a61188.id
}

resource "aws_lambda_permission" "cancel_order" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.cancel_order.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/DELETE/orders/{id}"
}

# Written by watershed for shop in prod: function orders

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/shop-prod-orders"
  retention_in_days = 400
  tags = {
    component = "orders"
  }
}

resource "aws_iam_role" "orders" {
  name = "shop-prod-orders"
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
    component = "orders"
  }
}

resource "aws_iam_role_policy" "orders" {
  name = "shop-prod-orders"
  role = aws_iam_role.orders.name
  # AttachToVpc: AWS Lambda checks the role for `*` before it attaches a function to a VPC
  # DenyAttachToVpc: only AWS Lambda itself attaches, the code does not
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # XrayPutTelemetryRecordsPutTraceSegments: traces have no resource to name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AttachToVpc"
        Effect = "Allow"
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
      {
        Sid    = "DenyAttachToVpc"
        Effect = "Deny"
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-orders"
          }
        }
      },
      {
        Sid      = "DynamodbBatchGetItemGetItemQuery"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.orders.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.charges.arn
      },
      {
        Sid      = "XrayPutTelemetryRecordsPutTraceSegments"
        Effect   = "Allow"
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_lambda_function" "orders" {
  function_name                  = "shop-prod-orders"
  role                           = aws_iam_role.orders.arn
  description                    = "Shows \"orders\" of $${whoever} asks."
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  handler                        = "orders"
  runtime                        = "provided.al2023"
  architectures                  = ["x86_64"]
  memory_size                    = 1024
  timeout                        = 20
  reserved_concurrent_executions = 500
  tags = {
    component = "orders"
  }

  environment {
    variables = {
      GREETING                = "$${hi} %%{x} \"quoted\""
      MODE                    = "careful"
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "prod"
      WATERSHED_QUEUE_CHARGES = aws_sqs_queue.charges.url
      WATERSHED_TABLE_ORDER   = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.orders.name
  }

  tracing_config {
    mode = "Active"
  }

  vpc_config {
    security_group_ids = ["sg-0a1b2c3d"]
    subnet_ids         = ["subnet-0a1b2c3d", "subnet-0e4f5a6b"]
  }

  # AWS checks the role before it attaches the function.
  depends_on = [aws_iam_role_policy.orders]
}

resource "aws_cloudwatch_metric_alarm" "orders__errors" {
  alarm_name          = "shop-prod-orders-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.orders.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "orders"
  }
}

resource "aws_cloudwatch_metric_alarm" "orders__throttles" {
  alarm_name          = "shop-prod-orders-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.orders.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "orders"
  }
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 20500
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /orders"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "orders" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/GET/orders"
}

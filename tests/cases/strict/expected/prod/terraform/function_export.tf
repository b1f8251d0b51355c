# Written by watershed for shop in prod: function export

resource "aws_cloudwatch_log_group" "export" {
  name              = "/aws/lambda/shop-prod-export"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "export"
  }
}

resource "aws_iam_role" "export" {
  name = "shop-prod-export"
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
  name = "shop-prod-export"
  role = aws_iam_role.export.name
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-export"
          }
        }
      },
      {
        Sid      = "DynamodbBatchGetItemScan"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:Scan"]
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "DynamodbQuery"
        Effect   = "Allow"
        Action   = "dynamodb:Query"
        Resource = [aws_dynamodb_table.order.arn, "${aws_dynamodb_table.order.arn}/index/by-state"]
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
        Sid      = "LambdaInvokeFunction"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-score:live"
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.export.arn}:*"
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

resource "aws_lambda_function" "export" {
  function_name                  = "shop-prod-export"
  role                           = aws_iam_role.export.arn
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  handler                        = "export"
  runtime                        = "provided.al2023"
  architectures                  = ["arm64"]
  memory_size                    = 256
  timeout                        = 10
  reserved_concurrent_executions = 5
  kms_key_arn                    = aws_kms_key.environment.arn
  code_signing_config_arn        = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "export"
  }

  environment {
    variables = {
      WATERSHED_APP            = "shop"
      WATERSHED_ENVIRONMENT    = "prod"
      WATERSHED_FUNCTION_SCORE = "shop-prod-score:live"
      WATERSHED_TABLE_ORDER    = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.export.name
  }

  tracing_config {
    mode = "Active"
  }

  vpc_config {
    security_group_ids = ["sg-0a1b2c3d"]
    subnet_ids         = ["subnet-0a1b2c3d", "subnet-0e4f5a6b"]
  }

  # AWS checks the role before it attaches the function.
  depends_on = [aws_iam_role_policy.export]
}

resource "aws_cloudwatch_metric_alarm" "export__errors" {
  alarm_name          = "shop-prod-export-errors"
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
  alarm_name          = "shop-prod-export-throttles"
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
  alarm_name          = "shop-prod-export-url-errors"
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

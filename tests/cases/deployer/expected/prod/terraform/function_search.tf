# Written by watershed for shop in prod: function search

resource "aws_cloudwatch_log_group" "search" {
  name              = "/aws/lambda/shop-prod-search"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "search"
  }
}

resource "aws_iam_role" "search" {
  name = "shop-prod-search"
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
    component = "search"
  }
}

resource "aws_iam_role_policy" "search" {
  name = "shop-prod-search"
  role = aws_iam_role.search.name
  # AttachToVpc: AWS Lambda checks the role for `*` before it attaches a function to a VPC
  # DenyAttachToVpc: only AWS Lambda itself attaches, the code does not
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-search"
          }
        }
      },
      {
        Sid      = "DynamodbGetItem"
        Effect   = "Allow"
        Action   = "dynamodb:GetItem"
        Resource = data.aws_dynamodb_table.visits.arn
      },
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "secretsmanager.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.search.arn}:*"
      },
      {
        Sid      = "SecretsmanagerGetSecretValue"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = aws_secretsmanager_secret.key.arn
      },
      {
        Sid      = "SecretsmanagerGetSecretValue2"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = data.aws_secretsmanager_secret.token.arn
      },
    ]
  })
}

resource "aws_lambda_function" "search" {
  function_name           = "shop-prod-search"
  role                    = aws_iam_role.search.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "search"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 10
  publish                 = true
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "search"
  }

  environment {
    variables = {
      WATERSHED_APP          = "shop"
      WATERSHED_ENVIRONMENT  = "prod"
      WATERSHED_SECRET_KEY   = aws_secretsmanager_secret.key.arn
      WATERSHED_SECRET_TOKEN = data.aws_secretsmanager_secret.token.arn
      WATERSHED_TABLE_VISITS = data.aws_dynamodb_table.visits.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.search.name
  }

  vpc_config {
    security_group_ids = ["sg-0a1b2c3d"]
    subnet_ids         = ["subnet-0a1b2c3d"]
  }

  # AWS checks the role before it attaches the function.
  depends_on = [aws_iam_role_policy.search]
}

resource "aws_lambda_alias" "search" {
  name             = "live"
  function_name    = aws_lambda_function.search.function_name
  function_version = aws_lambda_function.search.version
}

resource "aws_lambda_provisioned_concurrency_config" "search" {
  function_name                     = aws_lambda_function.search.function_name
  qualifier                         = aws_lambda_alias.search.name
  provisioned_concurrent_executions = 2
}

resource "aws_cloudwatch_metric_alarm" "search__errors" {
  alarm_name          = "shop-prod-search-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.search.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "search"
  }
}

resource "aws_cloudwatch_metric_alarm" "search__throttles" {
  alarm_name          = "shop-prod-search-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.search.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "search"
  }
}

resource "aws_apigatewayv2_integration" "search" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.search.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "search" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /search"
  target             = "integrations/${aws_apigatewayv2_integration.search.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "search" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.search.function_name
  principal     = "apigateway.amazonaws.com"
  qualifier     = aws_lambda_alias.search.name
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/GET/search"
}

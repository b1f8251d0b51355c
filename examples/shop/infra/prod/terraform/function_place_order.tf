# Written by watershed for shop in prod: function place-order

resource "aws_cloudwatch_log_group" "place_order" {
  name              = "/aws/lambda/shop-prod-place-order"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "place-order"
  }
}

resource "aws_iam_role" "place_order" {
  name = "shop-prod-place-order"
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
    component = "place-order"
  }
}

resource "aws_iam_role_policy" "place_order" {
  name = "shop-prod-place-order"
  role = aws_iam_role.place_order.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # S3GetObject: `/*` is every object of this bucket; the keys are known only when it runs
  # S3ListBucket: without it S3 denies access to an object that is not there, instead of saying so
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbGetItemPutItem"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
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
        Sid      = "KmsDecryptGenerateDataKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "sqs.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.place_order.arn}:*"
      },
      {
        Sid      = "S3GetObject"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${data.aws_s3_bucket.catalogue.arn}/*"
      },
      {
        Sid      = "S3ListBucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = data.aws_s3_bucket.catalogue.arn
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_lambda_function" "place_order" {
  function_name                  = "shop-prod-place-order"
  role                           = aws_iam_role.place_order.arn
  description                    = "Takes an order and asks for its money. An order that is sent again, after a lost answer, is not placed again."
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  handler                        = "place-order"
  runtime                        = "provided.al2023"
  architectures                  = ["arm64"]
  memory_size                    = 512
  timeout                        = 5
  reserved_concurrent_executions = 400
  kms_key_arn                    = aws_kms_key.environment.arn
  tags = {
    component = "place-order"
  }

  environment {
    variables = {
      WATERSHED_APP              = "shop"
      WATERSHED_BUCKET_CATALOGUE = data.aws_s3_bucket.catalogue.bucket
      WATERSHED_ENVIRONMENT      = "prod"
      WATERSHED_QUEUE_CHARGES    = aws_sqs_queue.charges.url
      WATERSHED_TABLE_ORDER      = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.place_order.name
  }
}

resource "aws_cloudwatch_metric_alarm" "place_order__errors" {
  alarm_name          = "shop-prod-place-order-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.place_order.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "place-order"
  }
}

resource "aws_cloudwatch_metric_alarm" "place_order__throttles" {
  alarm_name          = "shop-prod-place-order-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.place_order.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "place-order"
  }
}

resource "aws_apigatewayv2_integration" "place_order" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.place_order.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 5500
}

resource "aws_apigatewayv2_route" "place_order" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "POST /orders"
  target             = "integrations/${aws_apigatewayv2_integration.place_order.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "place_order" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.place_order.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/POST/orders"
}

# Written by watershed for shop in prod: function charge

resource "aws_cloudwatch_log_group" "charge" {
  name              = "/aws/lambda/shop-prod-charge"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "charge"
  }
}

resource "aws_iam_role" "charge" {
  name = "shop-prod-charge"
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
    component = "charge"
  }
}

resource "aws_iam_role_policy" "charge" {
  name = "shop-prod-charge"
  role = aws_iam_role.charge.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
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
        Resource = "${aws_cloudwatch_log_group.charge.arn}:*"
      },
      {
        Sid      = "SqsDeleteMessageGetQueueAttributesReceiveMessage"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.charges.arn
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = data.aws_sqs_queue.parcels.arn
      },
    ]
  })
}

resource "aws_lambda_function" "charge" {
  function_name                  = "shop-prod-charge"
  role                           = aws_iam_role.charge.arn
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  handler                        = "charge"
  runtime                        = "provided.al2023"
  architectures                  = ["arm64"]
  memory_size                    = 256
  timeout                        = 60
  reserved_concurrent_executions = 20
  kms_key_arn                    = aws_kms_key.environment.arn
  code_signing_config_arn        = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "charge"
  }

  environment {
    variables = {
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "prod"
      WATERSHED_QUEUE_PARCELS = data.aws_sqs_queue.parcels.url
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.charge.name
  }
}

resource "aws_cloudwatch_metric_alarm" "charge__errors" {
  alarm_name          = "shop-prod-charge-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.charge.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "charge"
  }
}

resource "aws_cloudwatch_metric_alarm" "charge__throttles" {
  alarm_name          = "shop-prod-charge-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.charge.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "charge"
  }
}

resource "aws_lambda_event_source_mapping" "charge" {
  function_name           = aws_lambda_function.charge.arn
  event_source_arn        = aws_sqs_queue.charges.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags = {
    component = "charge"
  }

  scaling_config {
    maximum_concurrency = 20
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.charge]
}

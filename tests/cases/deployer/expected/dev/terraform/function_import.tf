# Written by watershed for shop in dev: function import

resource "aws_cloudwatch_log_group" "import" {
  name              = "/aws/lambda/shop-dev-import"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "import"
  }
}

resource "aws_iam_role" "import" {
  name = "shop-dev-import"
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
    component = "import"
  }
}

resource "aws_iam_role_policy" "import" {
  name = "shop-dev-import"
  role = aws_iam_role.import.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # S3PutObject: `/*` is every object of this bucket; the keys are known only when it runs
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbPutItem"
        Effect   = "Allow"
        Action   = "dynamodb:PutItem"
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
        Sid      = "KmsGenerateDataKey"
        Effect   = "Allow"
        Action   = "kms:GenerateDataKey"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.import.arn}:*"
      },
      {
        Sid      = "S3PutObject"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.receipts.arn}/*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.import__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "import" {
  function_name           = "shop-dev-import"
  role                    = aws_iam_role.import.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "import"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 60
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "import"
  }

  environment {
    variables = {
      WATERSHED_APP             = "shop"
      WATERSHED_BUCKET_RECEIPTS = aws_s3_bucket.receipts.bucket
      WATERSHED_ENVIRONMENT     = "dev"
      WATERSHED_TABLE_ORDER     = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.import.name
  }
}

resource "aws_cloudwatch_metric_alarm" "import__errors" {
  alarm_name          = "shop-dev-import-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.import.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "import"
  }
}

resource "aws_cloudwatch_metric_alarm" "import__throttles" {
  alarm_name          = "shop-dev-import-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.import.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "import"
  }
}

resource "aws_sqs_queue" "import__dead" {
  name                      = "shop-dev-import-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "import"
  }
}

resource "aws_cloudwatch_metric_alarm" "import__dead__depth" {
  alarm_name          = "shop-dev-import-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.import__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "import"
  }
}

resource "aws_lambda_function_event_invoke_config" "import" {
  function_name                = aws_lambda_function.import.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.import__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.import]
}

resource "aws_lambda_permission" "import" {
  statement_id   = "bucket"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.import.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.catalogue.arn
  source_account = data.aws_caller_identity.current.account_id
}

# Written by watershed for shop in prod: function archive

resource "aws_cloudwatch_log_group" "archive" {
  name              = "/aws/lambda/shop-prod-archive"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "archive"
  }
}

resource "aws_iam_role" "archive" {
  name = "shop-prod-archive"
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
    component = "archive"
  }
}

resource "aws_iam_role_policy" "archive" {
  name = "shop-prod-archive"
  role = aws_iam_role.archive.name
  # AttachToVpc: AWS Lambda checks the role for `*` before it attaches a function to a VPC
  # DenyAttachToVpc: only AWS Lambda itself attaches, the code does not
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # S3DeleteObjectGetObject: `/*` is every object of this bucket; the keys are known only when it runs
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-archive"
          }
        }
      },
      {
        Sid      = "DynamodbDeleteItemScan"
        Effect   = "Allow"
        Action   = ["dynamodb:DeleteItem", "dynamodb:Scan"]
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = ["dynamodb.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com"]
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
        Resource = "${aws_cloudwatch_log_group.archive.arn}:*"
      },
      {
        Sid      = "S3DeleteObjectGetObject"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:GetObject"]
        Resource = "${aws_s3_bucket.receipts.arn}/*"
      },
      {
        Sid      = "S3ListBucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.receipts.arn
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.archive__dead.arn
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

resource "aws_lambda_function" "archive" {
  function_name                  = "shop-prod-archive"
  role                           = aws_iam_role.archive.arn
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  handler                        = "archive"
  runtime                        = "provided.al2023"
  architectures                  = ["arm64"]
  memory_size                    = 256
  timeout                        = 300
  reserved_concurrent_executions = 1
  kms_key_arn                    = aws_kms_key.environment.arn
  code_signing_config_arn        = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "archive"
  }

  environment {
    variables = {
      WATERSHED_APP             = "shop"
      WATERSHED_BUCKET_RECEIPTS = aws_s3_bucket.receipts.bucket
      WATERSHED_ENVIRONMENT     = "prod"
      WATERSHED_TABLE_ORDER     = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.archive.name
  }

  tracing_config {
    mode = "Active"
  }

  vpc_config {
    security_group_ids = ["sg-0a1b2c3d"]
    subnet_ids         = ["subnet-0a1b2c3d", "subnet-0e4f5a6b"]
  }

  # AWS checks the role before it attaches the function.
  depends_on = [aws_iam_role_policy.archive]
}

resource "aws_cloudwatch_metric_alarm" "archive__errors" {
  alarm_name          = "shop-prod-archive-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.archive.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "archive"
  }
}

resource "aws_cloudwatch_metric_alarm" "archive__throttles" {
  alarm_name          = "shop-prod-archive-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.archive.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "archive"
  }
}

resource "aws_sqs_queue" "archive__dead" {
  name                      = "shop-prod-archive-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "archive"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "archive__dead__depth" {
  alarm_name          = "shop-prod-archive-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.archive__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "archive"
  }
}

resource "aws_lambda_function_event_invoke_config" "archive" {
  function_name                = aws_lambda_function.archive.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.archive__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.archive]
}

resource "aws_iam_role" "archive__schedule" {
  name = "shop-prod-archive-schedule"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "archive"
  }
}

resource "aws_iam_role_policy" "archive__schedule" {
  name = "shop-prod-archive-schedule"
  role = aws_iam_role.archive__schedule.name
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
            "kms:EncryptionContext:aws:scheduler:schedule:arn" = "arn:aws:scheduler:eu-west-1:${data.aws_caller_identity.current.account_id}:schedule/default/shop-prod-archive"
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
        Sid      = "LambdaInvokeFunction"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_function.archive.arn
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.archive__dead.arn
      },
    ]
  })
}

resource "aws_scheduler_schedule" "archive" {
  name                = "shop-prod-archive"
  schedule_expression = "rate(1 day)"
  kms_key_arn         = aws_kms_key.environment.arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.archive.arn
    role_arn = aws_iam_role.archive__schedule.arn

    retry_policy {
      maximum_retry_attempts = 2
    }

    dead_letter_config {
      arn = aws_sqs_queue.archive__dead.arn
    }
  }

  # What is started before the role may start it would be lost.
  depends_on = [aws_iam_role_policy.archive__schedule]
}

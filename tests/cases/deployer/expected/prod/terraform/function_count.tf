# Written by watershed for shop in prod: function count

resource "aws_cloudwatch_log_group" "count" {
  name              = "/aws/lambda/shop-prod-count"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "count"
  }
}

resource "aws_iam_role" "count" {
  name = "shop-prod-count"
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
    component = "count"
  }
}

resource "aws_iam_role_policy" "count" {
  name = "shop-prod-count"
  role = aws_iam_role.count.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "KinesisDescribeStreamDescribeStreamSummaryGetRecordsGetShardIteratorListShards"
        Effect = "Allow"
        Action = [
          "kinesis:DescribeStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ]
        Resource = aws_kinesis_stream.clicks.arn
      },
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "kinesis.eu-west-1.amazonaws.com"
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
        Resource = "${aws_cloudwatch_log_group.count.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.count__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "count" {
  function_name           = "shop-prod-count"
  role                    = aws_iam_role.count.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "count"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 60
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "count"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "prod"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.count.name
  }
}

resource "aws_cloudwatch_metric_alarm" "count__errors" {
  alarm_name          = "shop-prod-count-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.count.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "count"
  }
}

resource "aws_cloudwatch_metric_alarm" "count__throttles" {
  alarm_name          = "shop-prod-count-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.count.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "count"
  }
}

resource "aws_cloudwatch_metric_alarm" "count__iterator_age" {
  alarm_name          = "shop-prod-count-iterator-age"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Records wait for more than 5 minutes, longer than all tries take."
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions = {
    FunctionName = aws_lambda_function.count.function_name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 300000
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "count"
  }
}

resource "aws_sqs_queue" "count__dead" {
  name                      = "shop-prod-count-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "count"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "count__dead__depth" {
  alarm_name          = "shop-prod-count-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.count__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "count"
  }
}

resource "aws_lambda_event_source_mapping" "count" {
  function_name                  = aws_lambda_function.count.arn
  event_source_arn               = aws_kinesis_stream.clicks.arn
  batch_size                     = 200
  starting_position              = "LATEST"
  parallelization_factor         = 1
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = 3
  function_response_types        = ["ReportBatchItemFailures"]
  tags = {
    component = "count"
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.count__dead.arn
    }
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.count]
}

# Written by watershed for shop in prod: function index

resource "aws_cloudwatch_log_group" "index" {
  name              = "/aws/lambda/shop-prod-index"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "index"
  }
}

resource "aws_iam_role" "index" {
  name = "shop-prod-index"
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
    component = "index"
  }
}

resource "aws_iam_role_policy" "index" {
  name = "shop-prod-index"
  role = aws_iam_role.index.name
  # DynamodbListStreams: AWS Lambda lists streams before it reads one, and listing has no resource to name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbDescribeStreamGetRecordsGetShardIterator"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Resource = aws_dynamodb_table.order.stream_arn
      },
      {
        Sid      = "DynamodbListStreams"
        Effect   = "Allow"
        Action   = "dynamodb:ListStreams"
        Resource = "*"
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
        Resource = "${aws_cloudwatch_log_group.index.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.charges.arn
      },
      {
        Sid      = "SqsSendMessage2"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.index__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "index" {
  function_name           = "shop-prod-index"
  role                    = aws_iam_role.index.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "index"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 60
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "index"
  }

  environment {
    variables = {
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "prod"
      WATERSHED_QUEUE_CHARGES = aws_sqs_queue.charges.url
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.index.name
  }
}

resource "aws_cloudwatch_metric_alarm" "index__errors" {
  alarm_name          = "shop-prod-index-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.index.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "index"
  }
}

resource "aws_cloudwatch_metric_alarm" "index__throttles" {
  alarm_name          = "shop-prod-index-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.index.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "index"
  }
}

resource "aws_cloudwatch_metric_alarm" "index__iterator_age" {
  alarm_name          = "shop-prod-index-iterator-age"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Records wait for more than 5 minutes, longer than all tries take."
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions = {
    FunctionName = aws_lambda_function.index.function_name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 300000
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "index"
  }
}

resource "aws_sqs_queue" "index__dead" {
  name                      = "shop-prod-index-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "index"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "index__dead__depth" {
  alarm_name          = "shop-prod-index-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.index__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "index"
  }
}

resource "aws_lambda_event_source_mapping" "index" {
  function_name                  = aws_lambda_function.index.arn
  event_source_arn               = aws_dynamodb_table.order.stream_arn
  batch_size                     = 100
  starting_position              = "LATEST"
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = 3
  function_response_types        = ["ReportBatchItemFailures"]
  tags = {
    component = "index"
  }

  filter_criteria {
    filter {
      pattern = jsonencode({
        eventName = ["INSERT"]
      })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.index__dead.arn
    }
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.index]
}

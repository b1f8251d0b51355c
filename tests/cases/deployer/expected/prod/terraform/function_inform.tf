# Written by watershed for shop in prod: function inform

resource "aws_cloudwatch_log_group" "inform" {
  name              = "/aws/lambda/shop-prod-inform"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "inform"
  }
}

resource "aws_iam_role" "inform" {
  name = "shop-prod-inform"
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
    component = "inform"
  }
}

resource "aws_iam_role_policy" "inform" {
  name = "shop-prod-inform"
  role = aws_iam_role.inform.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "KinesisPutRecords"
        Effect   = "Allow"
        Action   = "kinesis:PutRecords"
        Resource = aws_kinesis_stream.clicks.arn
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
            "kms:ViaService" = "kinesis.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.inform.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.inform__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "inform" {
  function_name           = "shop-prod-inform"
  role                    = aws_iam_role.inform.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "inform"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 60
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "inform"
  }

  environment {
    variables = {
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "prod"
      WATERSHED_STREAM_CLICKS = aws_kinesis_stream.clicks.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.inform.name
  }
}

resource "aws_cloudwatch_metric_alarm" "inform__errors" {
  alarm_name          = "shop-prod-inform-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.inform.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "inform"
  }
}

resource "aws_cloudwatch_metric_alarm" "inform__throttles" {
  alarm_name          = "shop-prod-inform-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.inform.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "inform"
  }
}

resource "aws_sqs_queue" "inform__dead" {
  name                      = "shop-prod-inform-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "inform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "inform__dead__depth" {
  alarm_name          = "shop-prod-inform-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.inform__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "inform"
  }
}

resource "aws_lambda_function_event_invoke_config" "inform" {
  function_name                = aws_lambda_function.inform.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.inform__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.inform]
}

resource "aws_cloudwatch_event_rule" "inform" {
  name = "shop-prod-inform"
  event_pattern = jsonencode({
    source = ["shop.products"]
  })
  event_bus_name = aws_cloudwatch_event_bus.events.name
  tags = {
    component = "inform"
  }
}

resource "aws_cloudwatch_event_target" "inform" {
  arn            = aws_lambda_function.inform.arn
  rule           = aws_cloudwatch_event_rule.inform.name
  event_bus_name = aws_cloudwatch_event_bus.events.name

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 2
  }

  dead_letter_config {
    arn = aws_sqs_queue.inform__dead.arn
  }

  # What is delivered before the function takes it would be lost.
  depends_on = [aws_lambda_permission.inform]
}

resource "aws_sqs_queue_policy" "inform__dead" {
  queue_url = aws_sqs_queue.inform__dead.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.inform__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.inform.arn
          }
        }
      },
    ]
  })
}

resource "aws_lambda_permission" "inform" {
  statement_id  = "event"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.inform.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.inform.arn
}

# Written by watershed for shop in prod: function partner

resource "aws_cloudwatch_log_group" "partner" {
  name              = "/aws/lambda/shop-prod-partner"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "partner"
  }
}

resource "aws_iam_role" "partner" {
  name = "shop-prod-partner"
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
    component = "partner"
  }
}

resource "aws_iam_role_policy" "partner" {
  name = "shop-prod-partner"
  role = aws_iam_role.partner.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "EventsPutEvents"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.events.arn
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
        Resource = "${aws_cloudwatch_log_group.partner.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.partner__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "partner" {
  function_name           = "shop-prod-partner"
  role                    = aws_iam_role.partner.arn
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "partner"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 60
  kms_key_arn             = aws_kms_key.environment.arn
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "partner"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_BUS_EVENTS  = aws_cloudwatch_event_bus.events.name
      WATERSHED_ENVIRONMENT = "prod"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.partner.name
  }
}

resource "aws_cloudwatch_metric_alarm" "partner__errors" {
  alarm_name          = "shop-prod-partner-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.partner.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "partner"
  }
}

resource "aws_cloudwatch_metric_alarm" "partner__throttles" {
  alarm_name          = "shop-prod-partner-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.partner.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "partner"
  }
}

resource "aws_sqs_queue" "partner__dead" {
  name                      = "shop-prod-partner-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "partner"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "partner__dead__depth" {
  alarm_name          = "shop-prod-partner-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.partner__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "partner"
  }
}

resource "aws_lambda_function_event_invoke_config" "partner" {
  function_name                = aws_lambda_function.partner.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.partner__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.partner]
}

resource "aws_cloudwatch_event_rule" "partner" {
  name = "shop-prod-partner"
  event_pattern = jsonencode({
    source = ["partner"]
  })
  event_bus_name = data.aws_cloudwatch_event_bus.partners.name
  tags = {
    component = "partner"
  }
}

resource "aws_cloudwatch_event_target" "partner" {
  arn            = aws_lambda_function.partner.arn
  rule           = aws_cloudwatch_event_rule.partner.name
  event_bus_name = data.aws_cloudwatch_event_bus.partners.name

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 2
  }

  dead_letter_config {
    arn = aws_sqs_queue.partner__dead.arn
  }

  # What is delivered before the function takes it would be lost.
  depends_on = [aws_lambda_permission.partner]
}

resource "aws_sqs_queue_policy" "partner__dead" {
  queue_url = aws_sqs_queue.partner__dead.url
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
        Resource = aws_sqs_queue.partner__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.partner.arn
          }
        }
      },
    ]
  })
}

resource "aws_lambda_permission" "partner" {
  statement_id  = "event"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.partner.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.partner.arn
}

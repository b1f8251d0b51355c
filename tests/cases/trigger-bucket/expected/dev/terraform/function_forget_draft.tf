# Written by watershed for shop in dev: function forget-draft

resource "aws_cloudwatch_log_group" "forget_draft" {
  name              = "/aws/lambda/shop-dev-forget-draft"
  retention_in_days = 30
  tags = {
    component = "forget-draft"
  }
}

resource "aws_iam_role" "forget_draft" {
  name = "shop-dev-forget-draft"
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
    component = "forget-draft"
  }
}

resource "aws_iam_role_policy" "forget_draft" {
  name = "shop-dev-forget-draft"
  role = aws_iam_role.forget_draft.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.forget_draft.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.forget_draft__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "forget_draft" {
  function_name    = "shop-dev-forget-draft"
  role             = aws_iam_role.forget_draft.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "forget-draft"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 60
  tags = {
    component = "forget-draft"
  }

  environment {
    variables = {
      WATERSHED_APP         = "shop"
      WATERSHED_ENVIRONMENT = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.forget_draft.name
  }
}

resource "aws_cloudwatch_metric_alarm" "forget_draft__errors" {
  alarm_name          = "shop-dev-forget-draft-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.forget_draft.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "forget-draft"
  }
}

resource "aws_cloudwatch_metric_alarm" "forget_draft__throttles" {
  alarm_name          = "shop-dev-forget-draft-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.forget_draft.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "forget-draft"
  }
}

resource "aws_sqs_queue" "forget_draft__dead" {
  name                      = "shop-dev-forget-draft-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "forget-draft"
  }
}

resource "aws_cloudwatch_metric_alarm" "forget_draft__dead__depth" {
  alarm_name          = "shop-dev-forget-draft-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.forget_draft__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "forget-draft"
  }
}

resource "aws_lambda_function_event_invoke_config" "forget_draft" {
  function_name                = aws_lambda_function.forget_draft.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.forget_draft__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.forget_draft]
}

resource "aws_lambda_permission" "forget_draft" {
  statement_id   = "bucket"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.forget_draft.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.drafts.arn
  source_account = data.aws_caller_identity.current.account_id
}

# Written by watershed for shop in dev: function archive

resource "aws_cloudwatch_log_group" "archive" {
  name              = "/aws/lambda/shop-dev-archive"
  retention_in_days = 30
  tags = {
    component = "archive"
  }
}

resource "aws_iam_role" "archive" {
  name = "shop-dev-archive"
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
  name = "shop-dev-archive"
  role = aws_iam_role.archive.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbBatchGetItemGetItem"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem"]
        Resource = aws_dynamodb_table.parcel.arn
      },
      {
        Sid      = "DynamodbBatchGetItemGetItem2"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem"]
        Resource = aws_dynamodb_table.visit.arn
      },
      {
        Sid      = "DynamodbBatchGetItemGetItemQuery"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]
        Resource = data.aws_dynamodb_table.customer.arn
      },
      {
        Sid      = "DynamodbDeleteItem"
        Effect   = "Allow"
        Action   = "dynamodb:DeleteItem"
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "DynamodbQuery"
        Effect   = "Allow"
        Action   = "dynamodb:Query"
        Resource = [aws_dynamodb_table.order.arn, "${aws_dynamodb_table.order.arn}/index/by-state"]
      },
      {
        Sid      = "DynamodbQuery2"
        Effect   = "Allow"
        Action   = "dynamodb:Query"
        Resource = [aws_dynamodb_table.parcel.arn, "${aws_dynamodb_table.parcel.arn}/index/by-size"]
      },
      {
        Sid      = "DynamodbQuery3"
        Effect   = "Allow"
        Action   = "dynamodb:Query"
        Resource = [aws_dynamodb_table.visit.arn, "${aws_dynamodb_table.visit.arn}/index/by-guest"]
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.archive.arn}:*"
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

resource "aws_lambda_function" "archive" {
  function_name    = "shop-dev-archive"
  role             = aws_iam_role.archive.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "archive"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 300
  tags = {
    component = "archive"
  }

  environment {
    variables = {
      WATERSHED_APP            = "shop"
      WATERSHED_ENVIRONMENT    = "dev"
      WATERSHED_TABLE_CUSTOMER = data.aws_dynamodb_table.customer.name
      WATERSHED_TABLE_ORDER    = aws_dynamodb_table.order.name
      WATERSHED_TABLE_PARCEL   = aws_dynamodb_table.parcel.name
      WATERSHED_TABLE_VISIT    = aws_dynamodb_table.visit.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.archive.name
  }
}

resource "aws_cloudwatch_metric_alarm" "archive__errors" {
  alarm_name          = "shop-dev-archive-errors"
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
  alarm_name          = "shop-dev-archive-throttles"
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
  name                      = "shop-dev-archive-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "archive"
  }
}

resource "aws_cloudwatch_metric_alarm" "archive__dead__depth" {
  alarm_name          = "shop-dev-archive-dead-letters"
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
  name = "shop-dev-archive-schedule"
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
  name = "shop-dev-archive-schedule"
  role = aws_iam_role.archive__schedule.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
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
  name                = "shop-dev-archive"
  schedule_expression = "rate(1 day)"

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

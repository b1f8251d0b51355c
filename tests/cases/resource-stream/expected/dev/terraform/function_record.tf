# Written by watershed for shop in dev: function record

resource "aws_cloudwatch_log_group" "record" {
  name              = "/aws/lambda/shop-dev-record"
  retention_in_days = 30
  tags = {
    component = "record"
  }
}

resource "aws_iam_role" "record" {
  name = "shop-dev-record"
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
    component = "record"
  }
}

resource "aws_iam_role_policy" "record" {
  name = "shop-dev-record"
  role = aws_iam_role.record.name
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
        Sid      = "KinesisPutRecords2"
        Effect   = "Allow"
        Action   = "kinesis:PutRecords"
        Resource = aws_kinesis_stream.views.arn
      },
      {
        Sid      = "KinesisPutRecords3"
        Effect   = "Allow"
        Action   = "kinesis:PutRecords"
        Resource = data.aws_kinesis_stream.moves.arn
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.record.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.record__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "record" {
  function_name    = "shop-dev-record"
  role             = aws_iam_role.record.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "record"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "record"
  }

  environment {
    variables = {
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "dev"
      WATERSHED_STREAM_CLICKS = aws_kinesis_stream.clicks.name
      WATERSHED_STREAM_MOVES  = data.aws_kinesis_stream.moves.name
      WATERSHED_STREAM_VIEWS  = aws_kinesis_stream.views.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.record.name
  }
}

resource "aws_cloudwatch_metric_alarm" "record__errors" {
  alarm_name          = "shop-dev-record-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.record.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "record"
  }
}

resource "aws_cloudwatch_metric_alarm" "record__throttles" {
  alarm_name          = "shop-dev-record-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.record.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "record"
  }
}

resource "aws_sqs_queue" "record__dead" {
  name                      = "shop-dev-record-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "record"
  }
}

resource "aws_cloudwatch_metric_alarm" "record__dead__depth" {
  alarm_name          = "shop-dev-record-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.record__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "record"
  }
}

resource "aws_lambda_function_event_invoke_config" "record" {
  function_name                = aws_lambda_function.record.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.record__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.record]
}

# Written by watershed for shop in dev: function shrink

resource "aws_cloudwatch_log_group" "shrink" {
  name              = "/aws/lambda/shop-dev-shrink"
  retention_in_days = 30
  tags = {
    component = "shrink"
  }
}

resource "aws_iam_role" "shrink" {
  name = "shop-dev-shrink"
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
    component = "shrink"
  }
}

resource "aws_iam_role_policy" "shrink" {
  name = "shop-dev-shrink"
  role = aws_iam_role.shrink.name
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # S3GetObject: `/*` is every object of this bucket; the keys are known only when it runs
  # S3PutObject: `/*` is every object of this bucket; the keys are known only when it runs
  # S3PutObject2: `/*` is every object of this bucket; the keys are known only when it runs
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.shrink.arn}:*"
      },
      {
        Sid      = "S3GetObject"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${aws_s3_bucket.uploads.arn}/*"
      },
      {
        Sid      = "S3ListBucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.uploads.arn
      },
      {
        Sid      = "S3PutObject"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.thumbnails.arn}/*"
      },
      {
        Sid      = "S3PutObject2"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${data.aws_s3_bucket.archive.arn}/*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.shrink__dead.arn
      },
    ]
  })
}

resource "aws_lambda_function" "shrink" {
  function_name    = "shop-dev-shrink"
  role             = aws_iam_role.shrink.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "shrink"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "shrink"
  }

  environment {
    variables = {
      WATERSHED_APP               = "shop"
      WATERSHED_BUCKET_ARCHIVE    = data.aws_s3_bucket.archive.bucket
      WATERSHED_BUCKET_THUMBNAILS = aws_s3_bucket.thumbnails.bucket
      WATERSHED_BUCKET_UPLOADS    = aws_s3_bucket.uploads.bucket
      WATERSHED_ENVIRONMENT       = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.shrink.name
  }
}

resource "aws_cloudwatch_metric_alarm" "shrink__errors" {
  alarm_name          = "shop-dev-shrink-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.shrink.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "shrink"
  }
}

resource "aws_cloudwatch_metric_alarm" "shrink__throttles" {
  alarm_name          = "shop-dev-shrink-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.shrink.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "shrink"
  }
}

resource "aws_sqs_queue" "shrink__dead" {
  name                      = "shop-dev-shrink-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "shrink"
  }
}

resource "aws_cloudwatch_metric_alarm" "shrink__dead__depth" {
  alarm_name          = "shop-dev-shrink-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.shrink__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "shrink"
  }
}

resource "aws_lambda_function_event_invoke_config" "shrink" {
  function_name                = aws_lambda_function.shrink.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.shrink__dead.arn
    }
  }

  # AWS checks that the role may send there.
  depends_on = [aws_iam_role_policy.shrink]
}

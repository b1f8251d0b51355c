# Written by watershed for shop in dev: function charge

resource "aws_cloudwatch_log_group" "charge" {
  name              = "/aws/lambda/shop-dev-charge"
  retention_in_days = 30
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  tags = {
    component = "charge"
  }
}

resource "aws_iam_role" "charge" {
  name = "shop-dev-charge"
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
    component = "charge"
  }
}

resource "aws_iam_role_policy" "charge" {
  name = "shop-dev-charge"
  role = aws_iam_role.charge.name
  # KmsGenerateDataKey: the archive is encrypted by the company's key
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # S3PutObject: `/*` is every object of this bucket; the keys are known only when it runs
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbBatchGetItemGetItemQuery"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]
        Resource = "arn:aws:dynamodb:eu-west-1:210987654321:table/legacy"
      },
      {
        Sid      = "DynamodbBatchGetItemGetItemQuery2"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]
        Resource = aws_dynamodb_table.customer.arn
      },
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        Condition = {
          StringEquals = {
            "kms:ViaService" = ["dynamodb.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"]
          }
        }
      },
      {
        Sid      = "KmsGenerateDataKey"
        Effect   = "Allow"
        Action   = "kms:GenerateDataKey"
        Resource = "arn:aws:kms:eu-west-1:210987654321:key/abcdabcd-12ab-34cd-56ef-1234567890ab"
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.charge.arn}:*"
      },
      {
        Sid      = "S3PutObject"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${data.aws_s3_bucket.archive.arn}/*"
      },
      {
        Sid      = "SqsDeleteMessageGetQueueAttributesReceiveMessage"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.charges.arn
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = data.aws_sqs_queue.parcels.arn
      },
    ]
  })
}

resource "aws_lambda_function" "charge" {
  function_name           = "shop-dev-charge"
  role                    = aws_iam_role.charge.arn
  description             = "The grant on the key of the archive is written out: it is somebody else's."
  filename                = var.package
  source_code_hash        = filebase64sha256(var.package)
  handler                 = "charge"
  runtime                 = "provided.al2023"
  architectures           = ["arm64"]
  memory_size             = 256
  timeout                 = 60
  kms_key_arn             = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  code_signing_config_arn = aws_lambda_code_signing_config.functions.arn
  tags = {
    component = "charge"
  }

  environment {
    variables = {
      WATERSHED_APP            = "shop"
      WATERSHED_BUCKET_ARCHIVE = data.aws_s3_bucket.archive.bucket
      WATERSHED_ENVIRONMENT    = "dev"
      WATERSHED_QUEUE_PARCELS  = data.aws_sqs_queue.parcels.url
      WATERSHED_TABLE_CUSTOMER = aws_dynamodb_table.customer.name
      WATERSHED_TABLE_LEGACY   = "arn:aws:dynamodb:eu-west-1:210987654321:table/legacy"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.charge.name
  }
}

resource "aws_cloudwatch_metric_alarm" "charge__errors" {
  alarm_name          = "shop-dev-charge-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.charge.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "charge"
  }
}

resource "aws_cloudwatch_metric_alarm" "charge__throttles" {
  alarm_name          = "shop-dev-charge-throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Invocations are turned away."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions = {
    FunctionName = aws_lambda_function.charge.function_name
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "charge"
  }
}

resource "aws_lambda_event_source_mapping" "charge" {
  function_name           = aws_lambda_function.charge.arn
  event_source_arn        = aws_sqs_queue.charges.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags = {
    component = "charge"
  }

  # AWS checks that the role may read before it makes the mapping.
  depends_on = [aws_iam_role_policy.charge]
}

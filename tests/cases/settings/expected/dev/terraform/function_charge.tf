# Written by watershed for shop in dev: function charge

resource "aws_cloudwatch_log_group" "charge" {
  name              = "/aws/lambda/shop-dev-charge"
  retention_in_days = 14
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
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  # S3PutObject: `/*` is every object of this bucket; the keys are known only when it runs
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
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
        Resource = "${aws_s3_bucket.receipts.arn}/*"
      },
      {
        Sid      = "SqsDeleteMessageGetQueueAttributesReceiveMessage"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_lambda_function" "charge" {
  function_name    = "shop-dev-charge"
  role             = aws_iam_role.charge.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "charge"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 60
  tags = {
    component = "charge"
  }

  environment {
    variables = {
      WATERSHED_APP             = "shop"
      WATERSHED_BUCKET_RECEIPTS = aws_s3_bucket.receipts.bucket
      WATERSHED_ENVIRONMENT     = "dev"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.charge.name
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

# Written by watershed for shop in prod: deployment on-click

resource "aws_iam_role" "on_click" {
  name = "shop-prod-on-click"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "pods.eks.amazonaws.com"
        }
        Action = ["sts:AssumeRole", "sts:TagSession"]
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks-cluster-name"           = var.eks_cluster
            "aws:RequestTag/kubernetes-namespace"       = "shop-prod"
            "aws:RequestTag/kubernetes-service-account" = "on-click"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "on-click"
  }
}

resource "aws_iam_role_policy" "on_click" {
  name = "shop-prod-on-click"
  role = aws_iam_role.on_click.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbGetItemPutItem"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
        Resource = aws_dynamodb_table.on_click__positions.arn
      },
      {
        Sid      = "EventsPutEvents"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.events.arn
      },
      {
        Sid    = "KinesisDescribeStreamSummaryGetRecordsGetShardIteratorListShards"
        Effect = "Allow"
        Action = [
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ]
        Resource = aws_kinesis_stream.clicks.arn
      },
      {
        Sid      = "SqsGetQueueUrlSendMessage"
        Effect   = "Allow"
        Action   = ["sqs:GetQueueUrl", "sqs:SendMessage"]
        Resource = aws_sqs_queue.on_click__dead.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "on_click" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "on-click"
  role_arn        = aws_iam_role.on_click.arn
  tags = {
    component = "on-click"
  }
}

resource "aws_sqs_queue" "on_click__dead" {
  name                      = "shop-prod-on-click-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "on-click"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "on_click__dead__depth" {
  alarm_name          = "shop-prod-on-click-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.on_click__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "on-click"
  }
}

resource "aws_dynamodb_table" "on_click__positions" {
  name                        = "shop-prod-on-click-positions"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "stream"
  deletion_protection_enabled = true
  tags = {
    component = "on-click"
  }

  attribute {
    name = "stream"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "on_click__iterator_age" {
  alarm_name          = "shop-prod-on-click-iterator-age"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Records wait for more than 5 minutes, longer than all tries take."
  namespace           = "AWS/Kinesis"
  metric_name         = "GetRecords.IteratorAgeMilliseconds"
  dimensions = {
    StreamName = aws_kinesis_stream.clicks.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 300000
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "on-click"
  }
}

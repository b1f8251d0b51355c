# Written by watershed for shop in dev: deployment count

resource "aws_iam_role" "count" {
  name = "shop-dev-count"
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
            "aws:RequestTag/kubernetes-namespace"       = "shop-dev"
            "aws:RequestTag/kubernetes-service-account" = "count"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "count"
  }
}

resource "aws_iam_role_policy" "count" {
  name = "shop-dev-count"
  role = aws_iam_role.count.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbGetItemPutItem"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
        Resource = aws_dynamodb_table.count__positions.arn
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
        Resource = aws_sqs_queue.count__dead.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "count" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-dev"
  service_account = "count"
  role_arn        = aws_iam_role.count.arn
  tags = {
    component = "count"
  }
}

resource "aws_sqs_queue" "count__dead" {
  name                      = "shop-dev-count-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "count"
  }
}

resource "aws_cloudwatch_metric_alarm" "count__dead__depth" {
  alarm_name          = "shop-dev-count-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.count__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "count"
  }
}

resource "aws_dynamodb_table" "count__positions" {
  name                        = "shop-dev-count-positions"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "stream"
  deletion_protection_enabled = false
  tags = {
    component = "count"
  }

  attribute {
    name = "stream"
    type = "S"
  }

  point_in_time_recovery {
    enabled = false
  }

  server_side_encryption {
    enabled = true
  }
}

resource "aws_cloudwatch_metric_alarm" "count__iterator_age" {
  alarm_name          = "shop-dev-count-iterator-age"
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
    component = "count"
  }
}

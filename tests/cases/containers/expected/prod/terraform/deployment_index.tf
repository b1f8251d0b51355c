# Written by watershed for shop in prod: deployment index

resource "aws_iam_role" "index" {
  name = "shop-prod-index"
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
            "aws:RequestTag/kubernetes-service-account" = "index"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "index"
  }
}

resource "aws_iam_role_policy" "index" {
  name = "shop-prod-index"
  role = aws_iam_role.index.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbDescribeStreamGetRecordsGetShardIterator"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Resource = aws_dynamodb_table.order.stream_arn
      },
      {
        Sid      = "DynamodbDescribeTable"
        Effect   = "Allow"
        Action   = "dynamodb:DescribeTable"
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "DynamodbGetItemPutItem"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
        Resource = aws_dynamodb_table.index__positions.arn
      },
      {
        Sid      = "SqsGetQueueUrlSendMessage"
        Effect   = "Allow"
        Action   = ["sqs:GetQueueUrl", "sqs:SendMessage"]
        Resource = aws_sqs_queue.index__dead.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "index" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "index"
  role_arn        = aws_iam_role.index.arn
  tags = {
    component = "index"
  }
}

resource "aws_sqs_queue" "index__dead" {
  name                      = "shop-prod-index-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "index"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "index__dead__depth" {
  alarm_name          = "shop-prod-index-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.index__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "index"
  }
}

resource "aws_dynamodb_table" "index__positions" {
  name                        = "shop-prod-index-positions"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "stream"
  deletion_protection_enabled = true
  tags = {
    component = "index"
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

# Written by watershed for shop in sandbox: deployment read-news

resource "aws_iam_role" "read_news" {
  name = "shop-sandbox-read-news"
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
            "aws:RequestTag/kubernetes-namespace"       = "shop-sandbox"
            "aws:RequestTag/kubernetes-service-account" = "read-news"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "read-news"
  }
}

resource "aws_iam_role_policy" "read_news" {
  name = "shop-sandbox-read-news"
  role = aws_iam_role.read_news.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsChangeMessageVisibilityDeleteMessageGetQueueUrlReceiveMessage"
        Effect = "Allow"
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
        ]
        Resource = aws_sqs_queue.read_news__inbox.arn
      },
      {
        Sid      = "SqsGetQueueUrlSendMessage"
        Effect   = "Allow"
        Action   = ["sqs:GetQueueUrl", "sqs:SendMessage"]
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "read_news" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-sandbox"
  service_account = "read-news"
  role_arn        = aws_iam_role.read_news.arn
  tags = {
    component = "read-news"
  }
}

resource "aws_sqs_queue" "read_news__inbox" {
  name                       = "shop-sandbox-read-news-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.read_news__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "read-news"
  }
}

resource "aws_sqs_queue" "read_news__inbox__dead" {
  name                      = "shop-sandbox-read-news-inbox-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "read-news"
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "read_news__inbox__dead" {
  queue_url = aws_sqs_queue.read_news__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.read_news__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "read_news__inbox__oldest" {
  alarm_name          = "shop-sandbox-read-news-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.read_news__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "read-news"
  }
}

resource "aws_cloudwatch_metric_alarm" "read_news__inbox__dead__depth" {
  alarm_name          = "shop-sandbox-read-news-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.read_news__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "read-news"
  }
}

resource "aws_sqs_queue_policy" "read_news__inbox" {
  queue_url = aws_sqs_queue.read_news__inbox.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.read_news__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = data.aws_sns_topic.news.arn
          }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "read_news__inbox__dead" {
  queue_url = aws_sqs_queue.read_news__inbox__dead.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.read_news__inbox__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = data.aws_sns_topic.news.arn
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "read_news" {
  topic_arn            = data.aws_sns_topic.news.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.read_news__inbox.arn
  raw_message_delivery = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.read_news__inbox__dead.arn
  })

  # What is delivered before the queue takes it would be lost.
  depends_on = [
    aws_sqs_queue_policy.read_news__inbox,
    aws_sqs_queue_policy.read_news__inbox__dead,
  ]
}

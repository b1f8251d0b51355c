# Written by watershed for shop in dev: deployment on-paid

resource "aws_iam_role" "on_paid" {
  name = "shop-dev-on-paid"
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
            "aws:RequestTag/kubernetes-service-account" = "on-paid"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "on-paid"
  }
}

resource "aws_iam_role_policy" "on_paid" {
  name = "shop-dev-on-paid"
  role = aws_iam_role.on_paid.name
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
        Resource = aws_sqs_queue.on_paid__inbox.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "on_paid" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-dev"
  service_account = "on-paid"
  role_arn        = aws_iam_role.on_paid.arn
  tags = {
    component = "on-paid"
  }
}

resource "aws_sqs_queue" "on_paid__inbox" {
  name                       = "shop-dev-on-paid-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.on_paid__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "on-paid"
  }
}

resource "aws_sqs_queue" "on_paid__inbox__dead" {
  name                      = "shop-dev-on-paid-inbox-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "on-paid"
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "on_paid__inbox__dead" {
  queue_url = aws_sqs_queue.on_paid__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.on_paid__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "on_paid__inbox__oldest" {
  alarm_name          = "shop-dev-on-paid-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.on_paid__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "on-paid"
  }
}

resource "aws_cloudwatch_metric_alarm" "on_paid__inbox__dead__depth" {
  alarm_name          = "shop-dev-on-paid-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.on_paid__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "on-paid"
  }
}

resource "aws_sqs_queue_policy" "on_paid__inbox" {
  queue_url = aws_sqs_queue.on_paid__inbox.url
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
        Resource = aws_sqs_queue.on_paid__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "on_paid__inbox__dead" {
  queue_url = aws_sqs_queue.on_paid__inbox__dead.url
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
        Resource = aws_sqs_queue.on_paid__inbox__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "on_paid" {
  topic_arn            = aws_sns_topic.paid.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.on_paid__inbox.arn
  raw_message_delivery = true
  filter_policy = jsonencode({
    kind = ["paid"]
  })
  filter_policy_scope = "MessageBody"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.on_paid__inbox__dead.arn
  })

  # What is delivered before the queue takes it would be lost.
  depends_on = [aws_sqs_queue_policy.on_paid__inbox, aws_sqs_queue_policy.on_paid__inbox__dead]
}

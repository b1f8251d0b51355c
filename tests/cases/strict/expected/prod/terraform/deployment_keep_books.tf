# Written by watershed for shop in prod: deployment keep-books

resource "aws_iam_role" "keep_books" {
  name = "shop-prod-keep-books"
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
            "aws:RequestTag/kubernetes-service-account" = "keep-books"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "keep-books"
  }
}

resource "aws_iam_role_policy" "keep_books" {
  name = "shop-prod-keep-books"
  role = aws_iam_role.keep_books.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "KmsDecrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.environment.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "sqs.eu-west-1.amazonaws.com"
          }
        }
      },
      {
        Sid    = "SqsChangeMessageVisibilityDeleteMessageGetQueueUrlReceiveMessage"
        Effect = "Allow"
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
        ]
        Resource = aws_sqs_queue.keep_books__inbox.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "keep_books" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "keep-books"
  role_arn        = aws_iam_role.keep_books.arn
  tags = {
    component = "keep-books"
  }
}

resource "aws_sqs_queue" "keep_books__inbox" {
  name                       = "shop-prod-keep-books-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  kms_master_key_id          = aws_kms_key.environment.arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.keep_books__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "keep-books"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "keep_books__inbox__dead" {
  name                      = "shop-prod-keep-books-inbox-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "keep-books"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "keep_books__inbox__dead" {
  queue_url = aws_sqs_queue.keep_books__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.keep_books__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "keep_books__inbox__oldest" {
  alarm_name          = "shop-prod-keep-books-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.keep_books__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "keep-books"
  }
}

resource "aws_cloudwatch_metric_alarm" "keep_books__inbox__dead__depth" {
  alarm_name          = "shop-prod-keep-books-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.keep_books__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "keep-books"
  }
}

resource "aws_sqs_queue_policy" "keep_books__inbox" {
  queue_url = aws_sqs_queue.keep_books__inbox.url
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
        Resource = aws_sqs_queue.keep_books__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.order_paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "keep_books__inbox__dead" {
  queue_url = aws_sqs_queue.keep_books__inbox__dead.url
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
        Resource = aws_sqs_queue.keep_books__inbox__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.order_paid.arn
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "keep_books" {
  topic_arn            = aws_sns_topic.order_paid.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.keep_books__inbox.arn
  raw_message_delivery = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.keep_books__inbox__dead.arn
  })

  # What is delivered before the queue takes it would be lost.
  depends_on = [
    aws_sqs_queue_policy.keep_books__inbox,
    aws_sqs_queue_policy.keep_books__inbox__dead,
  ]
}

# Written by watershed for shop in prod: deployment restock

resource "aws_iam_role" "restock" {
  name = "shop-prod-restock"
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
            "aws:RequestTag/kubernetes-service-account" = "restock"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "restock"
  }
}

resource "aws_iam_role_policy" "restock" {
  name = "shop-prod-restock"
  role = aws_iam_role.restock.name
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
        Resource = aws_sqs_queue.restock__inbox.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "restock" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "restock"
  role_arn        = aws_iam_role.restock.arn
  tags = {
    component = "restock"
  }
}

resource "aws_cloudwatch_event_rule" "restock" {
  name = "shop-prod-restock"
  event_pattern = jsonencode({
    source = ["shop.stock"]
  })
  event_bus_name = aws_cloudwatch_event_bus.product_events.name
  tags = {
    component = "restock"
  }
}

resource "aws_sqs_queue" "restock__inbox" {
  name                       = "shop-prod-restock-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  kms_master_key_id          = aws_kms_key.environment.arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.restock__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "restock"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "restock__inbox__dead" {
  name                      = "shop-prod-restock-inbox-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "restock"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "restock__inbox__dead" {
  queue_url = aws_sqs_queue.restock__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.restock__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "restock__inbox__oldest" {
  alarm_name          = "shop-prod-restock-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.restock__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "restock"
  }
}

resource "aws_cloudwatch_metric_alarm" "restock__inbox__dead__depth" {
  alarm_name          = "shop-prod-restock-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.restock__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "restock"
  }
}

resource "aws_sqs_queue_policy" "restock__inbox" {
  queue_url = aws_sqs_queue.restock__inbox.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.restock__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.restock.arn
          }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "restock__inbox__dead" {
  queue_url = aws_sqs_queue.restock__inbox__dead.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.restock__inbox__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.restock.arn
          }
        }
      },
    ]
  })
}

resource "aws_cloudwatch_event_target" "restock" {
  arn            = aws_sqs_queue.restock__inbox.arn
  rule           = aws_cloudwatch_event_rule.restock.name
  event_bus_name = aws_cloudwatch_event_bus.product_events.name

  dead_letter_config {
    arn = aws_sqs_queue.restock__inbox__dead.arn
  }

  # What is delivered before the queue takes it would be lost.
  depends_on = [aws_sqs_queue_policy.restock__inbox, aws_sqs_queue_policy.restock__inbox__dead]
}

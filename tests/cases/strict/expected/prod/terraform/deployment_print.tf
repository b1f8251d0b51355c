# Written by watershed for shop in prod: deployment print

resource "aws_iam_role" "print" {
  name = "shop-prod-print"
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
            "aws:RequestTag/kubernetes-service-account" = "print"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "print"
  }
}

resource "aws_iam_role_policy" "print" {
  name = "shop-prod-print"
  role = aws_iam_role.print.name
  # S3GetObject: `/*` is every object of this bucket; the keys are known only when it runs
  # S3ListBucket: without it S3 denies access to an object that is not there, instead of saying so
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
            "kms:ViaService" = ["s3.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"]
          }
        }
      },
      {
        Sid      = "S3GetObject"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${aws_s3_bucket.receipts.arn}/*"
      },
      {
        Sid      = "S3ListBucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.receipts.arn
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
        Resource = aws_sqs_queue.print__inbox.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "print" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "print"
  role_arn        = aws_iam_role.print.arn
  tags = {
    component = "print"
  }
}

resource "aws_sqs_queue" "print__inbox" {
  name                       = "shop-prod-print-inbox"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  kms_master_key_id          = aws_kms_key.environment.arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.print__inbox__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "print"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "print__inbox__dead" {
  name                      = "shop-prod-print-inbox-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.environment.arn
  tags = {
    component = "print"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "print__inbox__dead" {
  queue_url = aws_sqs_queue.print__inbox__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.print__inbox.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "print__inbox__oldest" {
  alarm_name          = "shop-prod-print-inbox-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.print__inbox.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "print"
  }
}

resource "aws_cloudwatch_metric_alarm" "print__inbox__dead__depth" {
  alarm_name          = "shop-prod-print-inbox-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.print__inbox__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "print"
  }
}

resource "aws_sqs_queue_policy" "print__inbox" {
  queue_url = aws_sqs_queue.print__inbox.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsSendMessage"
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.print__inbox.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_s3_bucket.receipts.arn
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
      },
    ]
  })
}

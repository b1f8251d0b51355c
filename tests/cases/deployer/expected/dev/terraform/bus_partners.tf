# Written by watershed for shop in dev: bus partners

resource "aws_cloudwatch_event_bus" "partners" {
  name               = "shop-dev-partners"
  kms_key_identifier = aws_kms_key.environment.arn
  tags = {
    component = "partners"
  }

  dead_letter_config {
    arn = aws_sqs_queue.partners__dead.arn
  }
}

resource "aws_sqs_queue" "partners__dead" {
  name                      = "shop-dev-partners-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "partners"
  }
}

resource "aws_cloudwatch_metric_alarm" "partners__dead__depth" {
  alarm_name          = "shop-dev-partners-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.partners__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "partners"
  }
}

resource "aws_sqs_queue_policy" "partners__dead" {
  queue_url = aws_sqs_queue.partners__dead.url
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
        Resource = aws_sqs_queue.partners__dead.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_bus.partners.arn
          }
        }
      },
    ]
  })
}

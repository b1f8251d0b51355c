# Written by watershed for shop in dev: queue refunds

resource "aws_sqs_queue" "refunds" {
  name                       = "shop-dev-refunds"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.refunds__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "refunds"
  }
}

resource "aws_sqs_queue" "refunds__dead" {
  name                      = "shop-dev-refunds-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "refunds"
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "refunds__dead" {
  queue_url = aws_sqs_queue.refunds__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.refunds.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "refunds__oldest" {
  alarm_name          = "shop-dev-refunds-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 30 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.refunds.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1800
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "refunds"
  }
}

resource "aws_cloudwatch_metric_alarm" "refunds__dead__depth" {
  alarm_name          = "shop-dev-refunds-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.refunds__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "refunds"
  }
}

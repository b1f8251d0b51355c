# Written by watershed for shop in dev: queue mails

resource "aws_sqs_queue" "mails" {
  name                        = "shop-dev-mails.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  visibility_timeout_seconds  = 30
  message_retention_seconds   = 345600
  receive_wait_time_seconds   = 20
  sqs_managed_sse_enabled     = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.mails__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "mails"
  }
}

resource "aws_sqs_queue" "mails__dead" {
  name                      = "shop-dev-mails-dead.fifo"
  fifo_queue                = true
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "mails"
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "mails__dead" {
  queue_url = aws_sqs_queue.mails__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.mails.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "mails__oldest" {
  alarm_name          = "shop-dev-mails-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 5 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.mails.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 300
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "mails"
  }
}

resource "aws_cloudwatch_metric_alarm" "mails__dead__depth" {
  alarm_name          = "shop-dev-mails-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.mails__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "mails"
  }
}

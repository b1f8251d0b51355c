# Written by watershed for shop in prod: queue charges

resource "aws_sqs_queue" "charges" {
  name                       = "shop-prod-charges"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.charges__dead.arn
    maxReceiveCount     = 3
  })
  tags = {
    component = "charges"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "charges__dead" {
  name                      = "shop-prod-charges-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "charges"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "charges__dead" {
  queue_url = aws_sqs_queue.charges__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.charges.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "charges__oldest" {
  alarm_name          = "shop-prod-charges-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 9 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.charges.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 540
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "charges"
  }
}

resource "aws_cloudwatch_metric_alarm" "charges__dead__depth" {
  alarm_name          = "shop-prod-charges-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.charges__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "charges"
  }
}

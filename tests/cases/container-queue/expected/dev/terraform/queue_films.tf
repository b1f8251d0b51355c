# Written by watershed for shop in dev: queue films

resource "aws_sqs_queue" "films" {
  name                       = "shop-dev-films"
  visibility_timeout_seconds = 5400
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.films__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "films"
  }
}

resource "aws_sqs_queue" "films__dead" {
  name                      = "shop-dev-films-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "films"
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "films__dead" {
  queue_url = aws_sqs_queue.films__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.films.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "films__oldest" {
  alarm_name          = "shop-dev-films-oldest"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "The oldest message waits for more than 450 minutes, longer than all tries take."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.films.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 27000
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "films"
  }
}

resource "aws_cloudwatch_metric_alarm" "films__dead__depth" {
  alarm_name          = "shop-dev-films-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Messages could not be handled and wait for a person."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.films__dead.name
  }
  statistic          = "Maximum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "films"
  }
}

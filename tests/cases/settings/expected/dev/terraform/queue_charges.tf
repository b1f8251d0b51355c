# Written by watershed for shop in dev: queue charges

resource "aws_sqs_queue" "charges" {
  name                       = "shop-dev-charges"
  visibility_timeout_seconds = 360
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.charges__dead.arn
    maxReceiveCount     = 5
  })
  tags = {
    component = "charges"
  }
}

resource "aws_sqs_queue" "charges__dead" {
  name                      = "shop-dev-charges-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags = {
    component = "charges"
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "charges__dead" {
  queue_url = aws_sqs_queue.charges__dead.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.charges.arn]
  })
}

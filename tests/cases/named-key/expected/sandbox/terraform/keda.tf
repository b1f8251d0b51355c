# Written by watershed for shop in sandbox: keda

resource "aws_iam_role_policy" "keda__operator" {
  count = var.keda_operator_role != null ? 1 : 0

  name = "shop-sandbox-keda"
  role = var.keda_operator_role
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsGetQueueAttributes"
        Effect = "Allow"
        Action = "sqs:GetQueueAttributes"
        Resource = [
          aws_sqs_queue.on_event__inbox.arn,
          aws_sqs_queue.read_news__inbox.arn,
          data.aws_sqs_queue.parcels.arn,
        ]
      },
    ]
  })
}

# Written by watershed for shop in prod: keda

resource "aws_iam_role_policy" "keda__operator" {
  count = var.keda_operator_role != null ? 1 : 0

  name = "shop-prod-keda"
  role = var.keda_operator_role
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsGetQueueAttributes"
        Effect = "Allow"
        Action = "sqs:GetQueueAttributes"
        Resource = [
          aws_sqs_queue.keep_books__inbox.arn,
          aws_sqs_queue.print__inbox.arn,
          aws_sqs_queue.restock__inbox.arn,
        ]
      },
    ]
  })
}

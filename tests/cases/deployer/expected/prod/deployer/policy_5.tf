# Written by watershed for shop in prod: its deployer, policy 5

resource "aws_iam_policy" "deployer_5" {
  name = "shop-prod--deployer-5"
  # Sns: SNS knows no narrower resource for a subscription that exists
  # Sns2: a topic is looked up in the list of all
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Secretsmanager"
        Effect   = "Allow"
        Action   = ["secretsmanager:CreateSecret", "secretsmanager:TagResource"]
        Resource = "arn:aws:secretsmanager:eu-west-1:${data.aws_caller_identity.current.account_id}:secret:shop-prod-key"
      },
      {
        Sid    = "Secretsmanager2"
        Effect = "Allow"
        Action = [
          "secretsmanager:CreateSecret",
          "secretsmanager:DeleteSecret",
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetResourcePolicy",
          "secretsmanager:TagResource",
          "secretsmanager:UntagResource",
          "secretsmanager:UpdateSecret",
        ]
        Resource = "arn:aws:secretsmanager:eu-west-1:${data.aws_caller_identity.current.account_id}:secret:shop-prod-key-??????"
      },
      {
        Sid      = "Secretsmanager3"
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"]
        Resource = "arn:aws:secretsmanager:eu-west-1:${data.aws_caller_identity.current.account_id}:secret:token-??????"
      },
      {
        Sid    = "Sns"
        Effect = "Allow"
        Action = [
          "sns:GetSubscriptionAttributes",
          "sns:SetSubscriptionAttributes",
          "sns:Unsubscribe",
        ]
        Resource = "*"
      },
      {
        Sid      = "Sns2"
        Effect   = "Allow"
        Action   = "sns:ListTopics"
        Resource = "*"
      },
      {
        Sid      = "Sns3"
        Effect   = "Allow"
        Action   = ["sns:ListSubscriptionsByTopic", "sns:Subscribe"]
        Resource = "arn:aws:sns:eu-west-1:210987654321:prices"
      },
      {
        Sid      = "Sns4"
        Effect   = "Allow"
        Action   = ["sns:GetTopicAttributes", "sns:ListTagsForResource"]
        Resource = "arn:aws:sns:eu-west-1:${data.aws_caller_identity.current.account_id}:news"
      },
      {
        Sid      = "Sqs"
        Effect   = "Allow"
        Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"]
        Resource = "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:parcels"
      },
      {
        Sid    = "Sqs2"
        Effect = "Allow"
        Action = [
          "sqs:CreateQueue",
          "sqs:DeleteQueue",
          "sqs:GetQueueAttributes",
          "sqs:ListQueueTags",
          "sqs:SetQueueAttributes",
          "sqs:TagQueue",
          "sqs:UntagQueue",
        ]
        Resource = [
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-charges",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-charges-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-count-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-events-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-import-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-index-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-inform-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-note-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-partner-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-reprice-inbox",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-reprice-inbox-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-prod-sweep-dead",
        ]
      },
    ]
  })
  description = "What deploys shop in prod, part 5 of 5."
}

resource "aws_iam_role_policy_attachment" "deployer_5" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_5.arn
}

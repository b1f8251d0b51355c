# Written by watershed for shop in dev: its deployer, policy 4

resource "aws_iam_policy" "deployer_4" {
  name = "shop-dev--deployer-4"
  # S33: without it S3 denies access to a state that is not there yet, instead of saying so
  # Sns: SNS knows no narrower resource for a subscription that exists
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "S3"
        Effect   = "Allow"
        Action   = ["s3:GetBucketWebsite", "s3:ListBucket"]
        Resource = "arn:aws:s3:::acme-product-catalogue"
      },
      {
        Sid    = "S32"
        Effect = "Allow"
        Action = [
          "s3:CreateBucket",
          "s3:DeleteBucket",
          "s3:DeleteBucketPolicy",
          "s3:GetAccelerateConfiguration",
          "s3:GetBucketAcl",
          "s3:GetBucketCORS",
          "s3:GetBucketLogging",
          "s3:GetBucketObjectLockConfiguration",
          "s3:GetBucketOwnershipControls",
          "s3:GetBucketPolicy",
          "s3:GetBucketPublicAccessBlock",
          "s3:GetBucketRequestPayment",
          "s3:GetBucketTagging",
          "s3:GetBucketVersioning",
          "s3:GetBucketWebsite",
          "s3:GetEncryptionConfiguration",
          "s3:GetLifecycleConfiguration",
          "s3:GetReplicationConfiguration",
          "s3:ListBucket",
          "s3:ListTagsForResource",
          "s3:PutBucketOwnershipControls",
          "s3:PutBucketPolicy",
          "s3:PutBucketPublicAccessBlock",
          "s3:PutBucketTagging",
          "s3:PutBucketVersioning",
          "s3:PutEncryptionConfiguration",
          "s3:TagResource",
          "s3:UntagResource",
        ]
        Resource = "arn:aws:s3:::shop-dev-ledgers"
      },
      {
        Sid      = "S33"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::shop-terraform-state"
      },
      {
        Sid      = "S34"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "arn:aws:s3:::shop-terraform-state/dev/terraform.tfstate"
      },
      {
        Sid      = "S35"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        Resource = "arn:aws:s3:::shop-terraform-state/dev/terraform.tfstate.tflock"
      },
      {
        Sid    = "Scheduler"
        Effect = "Allow"
        Action = [
          "scheduler:CreateSchedule",
          "scheduler:DeleteSchedule",
          "scheduler:GetSchedule",
          "scheduler:UpdateSchedule",
        ]
        Resource = "arn:aws:scheduler:eu-west-1:${data.aws_caller_identity.current.account_id}:schedule/default/shop-dev-sweep"
      },
      {
        Sid      = "Secretsmanager"
        Effect   = "Allow"
        Action   = ["secretsmanager:CreateSecret", "secretsmanager:TagResource"]
        Resource = "arn:aws:secretsmanager:eu-west-1:${data.aws_caller_identity.current.account_id}:secret:shop-dev-payment-key"
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
        Resource = "arn:aws:secretsmanager:eu-west-1:${data.aws_caller_identity.current.account_id}:secret:shop-dev-payment-key-??????"
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
        Sid    = "Sns2"
        Effect = "Allow"
        Action = [
          "sns:CreateTopic",
          "sns:DeleteTopic",
          "sns:GetTopicAttributes",
          "sns:ListSubscriptionsByTopic",
          "sns:ListTagsForResource",
          "sns:SetTopicAttributes",
          "sns:Subscribe",
          "sns:TagResource",
          "sns:UntagResource",
        ]
        Resource = "arn:aws:sns:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-order-paid"
      },
      {
        Sid    = "Sqs"
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
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-charges",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-charges-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-index-order-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-note-receipt-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-parcels",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-parcels-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-score-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-ship-inbox",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-ship-inbox-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-sweep-dead",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-write-receipt-inbox",
          "arn:aws:sqs:eu-west-1:${data.aws_caller_identity.current.account_id}:shop-dev-write-receipt-inbox-dead",
        ]
      },
    ]
  })
  description = "What deploys shop in dev, part 4 of 4."
}

resource "aws_iam_role_policy_attachment" "deployer_4" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_4.arn
}

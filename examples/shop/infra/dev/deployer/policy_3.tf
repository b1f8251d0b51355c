# Written by watershed for shop in dev: its deployer, policy 3

resource "aws_iam_policy" "deployer_3" {
  name = "shop-dev--deployer-3"
  # Lambda: AWS chooses the id of a mapping
  # Lambda2: AWS chooses the id of a mapping
  # Lambda3: AWS chooses the id of a mapping
  # Logs: a log group is looked up in the list of all
  # Logs2: who lets API Gateway write a log needs these, and they know no narrower resource
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Lambda"
        Effect = "Allow"
        Action = [
          "lambda:DeleteEventSourceMapping",
          "lambda:GetEventSourceMapping",
          "lambda:UpdateEventSourceMapping",
        ]
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:event-source-mapping:*"
        Condition = {
          ArnEquals = {
            "lambda:FunctionArn" = [
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-charge",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-index-order",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-ship",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-write-receipt",
            ]
          }
        }
      },
      {
        Sid      = "Lambda2"
        Effect   = "Allow"
        Action   = "lambda:TagResource"
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:event-source-mapping:*"
        Condition = {
          StringEquals = {
            "aws:RequestTag/application" = "shop"
            "aws:RequestTag/environment" = "dev"
          }
        }
      },
      {
        Sid      = "Lambda3"
        Effect   = "Allow"
        Action   = ["lambda:ListTags", "lambda:TagResource", "lambda:UntagResource"]
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:event-source-mapping:*"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/application" = "shop"
            "aws:ResourceTag/environment" = "dev"
          }
        }
      },
      {
        Sid    = "Lambda4"
        Effect = "Allow"
        Action = [
          "lambda:CreateFunction",
          "lambda:DeleteFunction",
          "lambda:DeleteFunctionConcurrency",
          "lambda:GetFunction",
          "lambda:GetFunctionCodeSigningConfig",
          "lambda:ListTags",
          "lambda:ListVersionsByFunction",
          "lambda:PutFunctionConcurrency",
          "lambda:TagResource",
          "lambda:UntagResource",
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
        ]
        Resource = [
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-ship",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-write-receipt",
        ]
      },
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*"
      },
      {
        Sid    = "Logs2"
        Effect = "Allow"
        Action = [
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
        ]
        Resource = "*"
      },
      {
        Sid    = "Logs3"
        Effect = "Allow"
        Action = [
          "logs:CreateLogGroup",
          "logs:DeleteLogGroup",
          "logs:DeleteRetentionPolicy",
          "logs:ListTagsForResource",
          "logs:PutRetentionPolicy",
          "logs:TagResource",
          "logs:UntagResource",
        ]
        Resource = [
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-cancel-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-cancel-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-charge",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-charge:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-get-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-get-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-index-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-index-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-note-receipt",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-note-receipt:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-place-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-place-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-score",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-score:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-ship",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-ship:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-sweep",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-sweep:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-write-receipt",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-write-receipt:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-dev-api",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-dev-api:*",
        ]
      },
      {
        Sid    = "S3"
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
          "s3:PutLifecycleConfiguration",
          "s3:TagResource",
          "s3:UntagResource",
        ]
        Resource = "arn:aws:s3:::shop-dev-labels"
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
          "s3:GetBucketNotification",
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
          "s3:PutBucketNotification",
          "s3:PutBucketOwnershipControls",
          "s3:PutBucketPolicy",
          "s3:PutBucketPublicAccessBlock",
          "s3:PutBucketTagging",
          "s3:PutBucketVersioning",
          "s3:PutEncryptionConfiguration",
          "s3:PutLifecycleConfiguration",
          "s3:TagResource",
          "s3:UntagResource",
        ]
        Resource = "arn:aws:s3:::shop-dev-receipts"
      },
    ]
  })
  description = "What deploys shop in dev, part 3 of 4."
}

resource "aws_iam_role_policy_attachment" "deployer_3" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_3.arn
}

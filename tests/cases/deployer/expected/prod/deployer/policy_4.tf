# Written by watershed for shop in prod: its deployer, policy 4

resource "aws_iam_policy" "deployer_4" {
  name = "shop-prod--deployer-4"
  # Lambda: AWS chooses the id of a configuration of signatures
  # Lambda2: AWS chooses the id of a configuration of signatures
  # Lambda3: AWS chooses the id of a mapping
  # Lambda4: AWS chooses the id of a mapping
  # Lambda5: AWS chooses the id of a mapping
  # Lambda6: AWS counts the versions of a function
  # Logs: a log group is looked up in the list of all
  # Logs2: who lets API Gateway write a log needs these, and they know no narrower resource
  # S33: without it S3 denies access to a state that is not there yet, instead of saying so
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Lambda"
        Effect   = "Allow"
        Action   = "lambda:PutFunctionCodeSigningConfig"
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:code-signing-config:*"
      },
      {
        Sid      = "Lambda2"
        Effect   = "Allow"
        Action   = "lambda:TagResource"
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:code-signing-config:*"
        Condition = {
          StringEquals = {
            "aws:RequestTag/application" = "shop"
            "aws:RequestTag/environment" = "prod"
          }
        }
      },
      {
        Sid    = "Lambda3"
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
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-count",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-index",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-reprice",
            ]
          }
        }
      },
      {
        Sid      = "Lambda4"
        Effect   = "Allow"
        Action   = "lambda:TagResource"
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:event-source-mapping:*"
        Condition = {
          StringEquals = {
            "aws:RequestTag/application" = "shop"
            "aws:RequestTag/environment" = "prod"
          }
        }
      },
      {
        Sid      = "Lambda5"
        Effect   = "Allow"
        Action   = ["lambda:ListTags", "lambda:TagResource", "lambda:UntagResource"]
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:event-source-mapping:*"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/application" = "shop"
            "aws:ResourceTag/environment" = "prod"
          }
        }
      },
      {
        Sid      = "Lambda6"
        Effect   = "Allow"
        Action   = ["lambda:GetFunctionConfiguration", "lambda:PublishVersion"]
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-search:*"
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
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-charge",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-count",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-import",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-index",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-inform",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-note",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-partner",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-reprice",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-search",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-status",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-sweep",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-prod-api",
        ]
      },
      {
        Sid    = "Logs4"
        Effect = "Allow"
        Action = [
          "logs:AssociateKmsKey",
          "logs:CreateLogGroup",
          "logs:DeleteLogGroup",
          "logs:DeleteRetentionPolicy",
          "logs:DisassociateKmsKey",
          "logs:ListTagsForResource",
          "logs:PutRetentionPolicy",
          "logs:TagResource",
          "logs:UntagResource",
        ]
        Resource = [
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-charge:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-count:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-import:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-index:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-inform:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-note:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-partner:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-reprice:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-search:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-status:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-sweep:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-prod-api:*",
        ]
      },
      {
        Sid    = "S3"
        Effect = "Allow"
        Action = [
          "s3:GetBucketNotification",
          "s3:GetBucketWebsite",
          "s3:ListBucket",
          "s3:PutBucketNotification",
        ]
        Resource = "arn:aws:s3:::company-catalogue"
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
        Resource = "arn:aws:s3:::shop-prod-receipts"
      },
      {
        Sid      = "S33"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::shop-state"
      },
      {
        Sid      = "S34"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "arn:aws:s3:::shop-state/prod/terraform.tfstate"
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
        Resource = "arn:aws:scheduler:eu-west-1:${data.aws_caller_identity.current.account_id}:schedule/default/shop-prod-sweep"
      },
    ]
  })
  description = "What deploys shop in prod, part 4 of 5."
}

resource "aws_iam_role_policy_attachment" "deployer_4" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_4.arn
}

# Written by watershed for shop in prod: its deployer, policy 3

resource "aws_iam_policy" "deployer_3" {
  name = "shop-prod--deployer-3"
  # Lambda: AWS knows no resource for a mapping that is not there yet
  # Lambda2: AWS chooses the id of a mapping
  # Lambda3: AWS chooses the id of a mapping
  # Lambda4: AWS chooses the id of a mapping
  # Logs: a log group is looked up in the list of all
  # Logs2: who lets API Gateway write a log needs these, and they know no narrower resource
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Lambda"
        Effect   = "Allow"
        Action   = "lambda:CreateEventSourceMapping"
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:FunctionArn" = [
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-charge",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-index-order",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-ship",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-write-receipt",
            ]
          }
        }
      },
      {
        Sid    = "Lambda2"
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
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-charge",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-index-order",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-ship",
              "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-write-receipt",
            ]
          }
        }
      },
      {
        Sid      = "Lambda3"
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
        Sid      = "Lambda4"
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
        Sid    = "Lambda5"
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
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-charge",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-index-order",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-ship",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-write-receipt",
        ]
      },
      {
        Sid    = "Lambda6"
        Effect = "Allow"
        Action = [
          "lambda:CreateFunction",
          "lambda:DeleteFunction",
          "lambda:DeleteFunctionConcurrency",
          "lambda:DeleteFunctionEventInvokeConfig",
          "lambda:GetFunction",
          "lambda:GetFunctionCodeSigningConfig",
          "lambda:GetFunctionEventInvokeConfig",
          "lambda:ListTags",
          "lambda:ListVersionsByFunction",
          "lambda:PutFunctionConcurrency",
          "lambda:PutFunctionEventInvokeConfig",
          "lambda:TagResource",
          "lambda:UntagResource",
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
          "lambda:UpdateFunctionEventInvokeConfig",
        ]
        Resource = [
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-score",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-sweep",
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
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-cancel-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-charge",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-get-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-index-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-note-receipt",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-place-order",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-score",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-ship",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-sweep",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-write-receipt",
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
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-cancel-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-charge:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-get-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-index-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-note-receipt:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-place-order:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-score:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-ship:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-sweep:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-prod-write-receipt:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-prod-api:*",
        ]
      },
    ]
  })
  description = "What deploys shop in prod, part 3 of 4."
}

resource "aws_iam_role_policy_attachment" "deployer_3" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_3.arn
}

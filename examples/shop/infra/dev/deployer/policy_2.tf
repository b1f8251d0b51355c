# Written by watershed for shop in dev: its deployer, policy 2

resource "aws_iam_policy" "deployer_2" {
  name = "shop-dev--deployer-2"
  # Eks: AWS chooses the id of an association
  # Kms: AWS chooses the id of the key that it manages for DynamoDB
  # Lambda: AWS knows no resource for a mapping that is not there yet
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Eks"
        Effect   = "Allow"
        Action   = "eks:TagResource"
        Resource = "arn:aws:eks:eu-west-1:${data.aws_caller_identity.current.account_id}:podidentityassociation/${var.eks_cluster}/*"
        Condition = {
          StringEquals = {
            "aws:RequestTag/application" = "shop"
            "aws:RequestTag/environment" = "dev"
          }
        }
      },
      {
        Sid      = "Iam"
        Effect   = "Allow"
        Action   = "iam:CreateServiceLinkedRole"
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway"
        Condition = {
          StringEquals = {
            "iam:AWSServiceName" = "ops.apigateway.amazonaws.com"
          }
        }
      },
      {
        Sid    = "Iam2"
        Effect = "Allow"
        Action = [
          "iam:CreateRole",
          "iam:DeleteRole",
          "iam:DeleteRolePermissionsBoundary",
          "iam:DeleteRolePolicy",
          "iam:GetRole",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListInstanceProfilesForRole",
          "iam:ListRolePolicies",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
        ]
        Resource = [
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-cancel-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-charge",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-get-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-index-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-keep-ledger",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-note-receipt",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-place-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-print-label",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-score",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-ship",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-storefront",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-sweep",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-sweep-schedule",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-write-receipt",
        ]
      },
      {
        Sid    = "Iam3"
        Effect = "Allow"
        Action = "iam:PassRole"
        Resource = [
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-cancel-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-charge",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-get-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-index-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-note-receipt",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-place-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-score",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-ship",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-sweep",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-write-receipt",
        ]
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "lambda.amazonaws.com"
          }
        }
      },
      {
        Sid    = "Iam4"
        Effect = "Allow"
        Action = "iam:PassRole"
        Resource = [
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-keep-ledger",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-print-label",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-storefront",
        ]
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "pods.eks.amazonaws.com"
          }
        }
      },
      {
        Sid      = "Iam5"
        Effect   = "Allow"
        Action   = "iam:PassRole"
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-sweep-schedule"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "scheduler.amazonaws.com"
          }
        }
      },
      {
        Sid      = "Kms"
        Effect   = "Allow"
        Action   = "kms:DescribeKey"
        Resource = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:key/*"
        Condition = {
          StringEquals = {
            "kms:RequestAlias" = "alias/aws/dynamodb"
          }
        }
      },
      {
        Sid      = "Lambda"
        Effect   = "Allow"
        Action   = "lambda:CreateEventSourceMapping"
        Resource = "*"
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
        Sid    = "Lambda2"
        Effect = "Allow"
        Action = [
          "lambda:AddPermission",
          "lambda:CreateFunction",
          "lambda:DeleteFunction",
          "lambda:DeleteFunctionConcurrency",
          "lambda:GetFunction",
          "lambda:GetFunctionCodeSigningConfig",
          "lambda:GetPolicy",
          "lambda:ListTags",
          "lambda:ListVersionsByFunction",
          "lambda:PutFunctionConcurrency",
          "lambda:RemovePermission",
          "lambda:TagResource",
          "lambda:UntagResource",
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
        ]
        Resource = [
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-cancel-order",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-get-order",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-place-order",
        ]
      },
      {
        Sid    = "Lambda3"
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
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-charge",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-index-order",
        ]
      },
      {
        Sid    = "Lambda4"
        Effect = "Allow"
        Action = [
          "lambda:AddPermission",
          "lambda:CreateFunction",
          "lambda:DeleteFunction",
          "lambda:DeleteFunctionConcurrency",
          "lambda:DeleteFunctionEventInvokeConfig",
          "lambda:GetFunction",
          "lambda:GetFunctionCodeSigningConfig",
          "lambda:GetFunctionEventInvokeConfig",
          "lambda:GetPolicy",
          "lambda:ListTags",
          "lambda:ListVersionsByFunction",
          "lambda:PutFunctionConcurrency",
          "lambda:PutFunctionEventInvokeConfig",
          "lambda:RemovePermission",
          "lambda:TagResource",
          "lambda:UntagResource",
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
          "lambda:UpdateFunctionEventInvokeConfig",
        ]
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-note-receipt"
      },
      {
        Sid    = "Lambda5"
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
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-score",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-sweep",
        ]
      },
    ]
  })
  description = "What deploys shop in dev, part 2 of 4."
}

resource "aws_iam_role_policy_attachment" "deployer_2" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_2.arn
}

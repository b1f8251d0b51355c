# Written by watershed for shop in prod: its deployer, policy 2

resource "aws_iam_policy" "deployer_2" {
  name = "shop-prod--deployer-2"
  # Eks: AWS chooses the id of an association
  # Kms: an alias is looked up in the list of all
  # Kms2: AWS knows no resource for a key that is not there yet
  # Kms4: AWS chooses the id of a key
  # Kms5: AWS chooses the id of a key
  # Kms6: AWS chooses the id of a key
  # Kms7: AWS chooses the id of the key that it manages for DynamoDB
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
            "aws:RequestTag/environment" = "prod"
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
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-cancel-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-charge",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-get-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-index-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-keep-ledger",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-note-receipt",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-place-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-print-label",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-score",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-ship",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-storefront",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-sweep",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-sweep-schedule",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-write-receipt",
        ]
      },
      {
        Sid    = "Iam3"
        Effect = "Allow"
        Action = "iam:PassRole"
        Resource = [
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-cancel-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-charge",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-get-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-index-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-note-receipt",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-place-order",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-score",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-ship",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-sweep",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-write-receipt",
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
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-keep-ledger",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-print-label",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-storefront",
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
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-sweep-schedule"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "scheduler.amazonaws.com"
          }
        }
      },
      {
        Sid      = "Kms"
        Effect   = "Allow"
        Action   = "kms:ListAliases"
        Resource = "*"
      },
      {
        Sid      = "Kms2"
        Effect   = "Allow"
        Action   = "kms:CreateKey"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestTag/application" = "shop"
            "aws:RequestTag/environment" = "prod"
          }
        }
      },
      {
        Sid      = "Kms3"
        Effect   = "Allow"
        Action   = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]
        Resource = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:alias/shop-prod"
      },
      {
        Sid      = "Kms4"
        Effect   = "Allow"
        Action   = ["kms:PutKeyPolicy", "kms:TagResource"]
        Resource = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:key/*"
        Condition = {
          StringEquals = {
            "aws:RequestTag/application" = "shop"
            "aws:RequestTag/environment" = "prod"
          }
        }
      },
      {
        Sid    = "Kms5"
        Effect = "Allow"
        Action = [
          "kms:CreateAlias",
          "kms:DeleteAlias",
          "kms:DescribeKey",
          "kms:DisableKeyRotation",
          "kms:EnableKeyRotation",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListResourceTags",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateAlias",
          "kms:UpdateKeyDescription",
        ]
        Resource = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:key/*"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/application" = "shop"
            "aws:ResourceTag/environment" = "prod"
          }
        }
      },
      {
        Sid    = "Kms6"
        Effect = "Allow"
        Action = [
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
        ]
        Resource = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:key/*"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/application" = "shop"
            "aws:ResourceTag/environment" = "prod"
            "kms:ViaService" = [
              "dynamodb.eu-west-1.amazonaws.com",
              "lambda.eu-west-1.amazonaws.com",
              "scheduler.eu-west-1.amazonaws.com",
              "secretsmanager.eu-west-1.amazonaws.com",
            ]
          }
        }
      },
      {
        Sid      = "Kms7"
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
        Sid    = "Lambda"
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
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-cancel-order",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-get-order",
          "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-place-order",
        ]
      },
      {
        Sid    = "Lambda2"
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
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-note-receipt"
      },
    ]
  })
  description = "What deploys shop in prod, part 2 of 4."
}

resource "aws_iam_role_policy_attachment" "deployer_2" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_2.arn
}

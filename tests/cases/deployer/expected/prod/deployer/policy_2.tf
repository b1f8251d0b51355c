# Written by watershed for shop in prod: its deployer, policy 2

resource "aws_iam_policy" "deployer_2" {
  name = "shop-prod--deployer-2"
  # Ec2: who attaches a function to a VPC describes the network, and EC2 knows no narrower resource
  # Kinesis: Kinesis knows no narrower resource for these
  # Kinesis3: AWS chooses the id of the key that it manages for Kinesis
  # Kms: AWS knows no resource for a key that is not there yet
  # Kms4: AWS chooses the id of a key
  # Kms5: AWS chooses the id of a key
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Dynamodb"
        Effect   = "Allow"
        Action   = "dynamodb:DescribeTable"
        Resource = "arn:aws:dynamodb:eu-central-1:${data.aws_caller_identity.current.account_id}:table/locks"
      },
      {
        Sid      = "Dynamodb2"
        Effect   = "Allow"
        Action   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
        Resource = "arn:aws:dynamodb:eu-central-1:${data.aws_caller_identity.current.account_id}:table/locks"
        Condition = {
          "ForAllValues:StringEquals" = {
            "dynamodb:LeadingKeys" = ["shop-state/prod/terraform.tfstate", "shop-state/prod/terraform.tfstate-md5"]
          }
        }
      },
      {
        Sid    = "Dynamodb3"
        Effect = "Allow"
        Action = [
          "dynamodb:DescribeContinuousBackups",
          "dynamodb:DescribeTable",
          "dynamodb:DescribeTimeToLive",
          "dynamodb:ListTagsOfResource",
        ]
        Resource = "arn:aws:dynamodb:eu-west-1:${data.aws_caller_identity.current.account_id}:table/visits"
      },
      {
        Sid      = "Ec2"
        Effect   = "Allow"
        Action   = ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
        Resource = "*"
      },
      {
        Sid      = "Events"
        Effect   = "Allow"
        Action   = "events:DescribeEventBus"
        Resource = "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/partners"
      },
      {
        Sid    = "Events2"
        Effect = "Allow"
        Action = [
          "events:CreateEventBus",
          "events:DeleteEventBus",
          "events:DescribeEventBus",
          "events:ListTagsForResource",
          "events:TagResource",
          "events:UntagResource",
          "events:UpdateEventBus",
        ]
        Resource = "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/shop-prod-events"
      },
      {
        Sid    = "Events3"
        Effect = "Allow"
        Action = [
          "events:DeleteRule",
          "events:DescribeRule",
          "events:ListTagsForResource",
          "events:ListTargetsByRule",
          "events:PutRule",
          "events:PutTargets",
          "events:RemoveTargets",
          "events:TagResource",
          "events:UntagResource",
        ]
        Resource = [
          "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:rule/partners/shop-prod-partner",
          "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:rule/shop-prod-events/shop-prod-inform",
        ]
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
        Action = "iam:PassRole"
        Resource = [
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-charge",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-count",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-import",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-index",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-inform",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-note",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-partner",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-reprice",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-search",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-status",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-sweep",
        ]
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "lambda.amazonaws.com"
          }
        }
      },
      {
        Sid    = "Iam3"
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
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-charge",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-count",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-import",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-index",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-inform",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-note",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-partner",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-reprice",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-search",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-status",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-sweep",
          "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-prod-sweep-schedule",
        ]
      },
      {
        Sid      = "Iam4"
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
        Sid      = "Kinesis"
        Effect   = "Allow"
        Action   = ["kinesis:UpdateShardCount", "kinesis:UpdateStreamMode"]
        Resource = "*"
      },
      {
        Sid    = "Kinesis2"
        Effect = "Allow"
        Action = [
          "kinesis:AddTagsToStream",
          "kinesis:CreateStream",
          "kinesis:DecreaseStreamRetentionPeriod",
          "kinesis:DeleteStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:IncreaseStreamRetentionPeriod",
          "kinesis:ListTagsForStream",
          "kinesis:RemoveTagsFromStream",
          "kinesis:StartStreamEncryption",
          "kinesis:StopStreamEncryption",
        ]
        Resource = "arn:aws:kinesis:eu-west-1:${data.aws_caller_identity.current.account_id}:stream/shop-prod-clicks"
      },
      {
        Sid      = "Kinesis3"
        Effect   = "Allow"
        Action   = ["kinesis:StartStreamEncryption", "kinesis:StopStreamEncryption"]
        Resource = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:key/*"
      },
      {
        Sid      = "Kms"
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
        Sid      = "Kms2"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
        Resource = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
      },
      {
        Sid      = "Kms3"
        Effect   = "Allow"
        Action   = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]
        Resource = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:alias/shop-prod"
      },
      {
        Sid    = "Kms4"
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
        Sid    = "Kms5"
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
              "events.eu-west-1.amazonaws.com",
              "lambda.eu-west-1.amazonaws.com",
              "scheduler.eu-west-1.amazonaws.com",
              "secretsmanager.eu-west-1.amazonaws.com",
            ]
          }
        }
      },
    ]
  })
  description = "What deploys shop in prod, part 2 of 5."
}

resource "aws_iam_role_policy_attachment" "deployer_2" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_2.arn
}

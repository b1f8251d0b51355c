# Written by watershed for shop in dev: its deployer, policy 1

resource "aws_iam_policy" "deployer_1" {
  name = "shop-dev--deployer-1"
  # Apigateway2: API Gateway chooses the ids of APIs
  # Apigateway3: API Gateway chooses the ids of APIs
  # Apigateway4: API Gateway chooses the ids of APIs and of what is in them
  # Apigateway5: API Gateway chooses the ids of APIs and of what is in them
  # Apigateway6: API Gateway chooses the ids of APIs
  # Apigateway7: tags go by the ARN of what has them, and the id of the API is in it
  # Cloudwatch: an alarm is looked up in the list of all
  # Eks2: AWS chooses the id of an association
  # Eks3: AWS chooses the id of an association
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Apigateway"
        Effect   = "Allow"
        Action   = "apigateway:POST"
        Resource = "arn:aws:apigateway:eu-west-1::/apis"
        Condition = {
          StringEquals = {
            "apigateway:Request/ApiName" = "shop-dev-api"
          }
        }
      },
      {
        Sid      = "Apigateway2"
        Effect   = "Allow"
        Action   = "apigateway:GET"
        Resource = "arn:aws:apigateway:eu-west-1::/apis/*"
      },
      {
        Sid      = "Apigateway3"
        Effect   = "Allow"
        Action   = ["apigateway:DELETE", "apigateway:PATCH"]
        Resource = "arn:aws:apigateway:eu-west-1::/apis/*"
        Condition = {
          StringEquals = {
            "apigateway:Resource/ApiName" = "shop-dev-api"
          }
        }
      },
      {
        Sid    = "Apigateway4"
        Effect = "Allow"
        Action = "apigateway:POST"
        Resource = [
          "arn:aws:apigateway:eu-west-1::/apis/*/authorizers",
          "arn:aws:apigateway:eu-west-1::/apis/*/integrations",
          "arn:aws:apigateway:eu-west-1::/apis/*/routes",
          "arn:aws:apigateway:eu-west-1::/apis/*/stages",
        ]
      },
      {
        Sid    = "Apigateway5"
        Effect = "Allow"
        Action = ["apigateway:DELETE", "apigateway:PATCH"]
        Resource = [
          "arn:aws:apigateway:eu-west-1::/apis/*/authorizers/*",
          "arn:aws:apigateway:eu-west-1::/apis/*/integrations/*",
          "arn:aws:apigateway:eu-west-1::/apis/*/routes/*",
          "arn:aws:apigateway:eu-west-1::/apis/*/stages/*",
        ]
      },
      {
        Sid      = "Apigateway6"
        Effect   = "Allow"
        Action   = "apigateway:DELETE"
        Resource = "arn:aws:apigateway:eu-west-1::/apis/*/cors"
      },
      {
        Sid      = "Apigateway7"
        Effect   = "Allow"
        Action   = ["apigateway:DELETE", "apigateway:GET", "apigateway:POST"]
        Resource = "arn:aws:apigateway:eu-west-1::/tags/*"
      },
      {
        Sid      = "Cloudwatch"
        Effect   = "Allow"
        Action   = "cloudwatch:DescribeAlarms"
        Resource = "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:*"
      },
      {
        Sid    = "Cloudwatch2"
        Effect = "Allow"
        Action = [
          "cloudwatch:DeleteAlarms",
          "cloudwatch:ListTagsForResource",
          "cloudwatch:PutMetricAlarm",
          "cloudwatch:TagResource",
          "cloudwatch:UntagResource",
        ]
        Resource = [
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev--api-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-cancel-order-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-cancel-order-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-charge-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-charge-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-charges-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-charges-oldest",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-get-order-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-get-order-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-index-order-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-index-order-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-index-order-iterator-age",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-index-order-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-note-receipt-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-note-receipt-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-note-receipt-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-parcels-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-parcels-oldest",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-place-order-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-place-order-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-score-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-score-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-score-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-ship-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-ship-inbox-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-ship-inbox-oldest",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-ship-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-sweep-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-sweep-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-sweep-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-write-receipt-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-write-receipt-inbox-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-write-receipt-inbox-oldest",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-write-receipt-throttles",
        ]
      },
      {
        Sid    = "Dynamodb"
        Effect = "Allow"
        Action = [
          "dynamodb:CreateTable",
          "dynamodb:DeleteTable",
          "dynamodb:DescribeContinuousBackups",
          "dynamodb:DescribeTable",
          "dynamodb:DescribeTimeToLive",
          "dynamodb:ListTagsOfResource",
          "dynamodb:TagResource",
          "dynamodb:UntagResource",
          "dynamodb:UpdateContinuousBackups",
          "dynamodb:UpdateTable",
          "dynamodb:UpdateTimeToLive",
        ]
        Resource = [
          "arn:aws:dynamodb:eu-west-1:${data.aws_caller_identity.current.account_id}:table/shop-dev-entry",
          "arn:aws:dynamodb:eu-west-1:${data.aws_caller_identity.current.account_id}:table/shop-dev-order",
        ]
      },
      {
        Sid      = "Eks"
        Effect   = "Allow"
        Action   = "eks:CreatePodIdentityAssociation"
        Resource = "arn:aws:eks:eu-west-1:${data.aws_caller_identity.current.account_id}:cluster/${var.eks_cluster}"
      },
      {
        Sid      = "Eks2"
        Effect   = "Allow"
        Action   = "eks:DescribePodIdentityAssociation"
        Resource = "arn:aws:eks:eu-west-1:${data.aws_caller_identity.current.account_id}:podidentityassociation/${var.eks_cluster}/*"
      },
      {
        Sid    = "Eks3"
        Effect = "Allow"
        Action = [
          "eks:DeletePodIdentityAssociation",
          "eks:TagResource",
          "eks:UntagResource",
          "eks:UpdatePodIdentityAssociation",
        ]
        Resource = "arn:aws:eks:eu-west-1:${data.aws_caller_identity.current.account_id}:podidentityassociation/${var.eks_cluster}/*"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/application" = "shop"
            "aws:ResourceTag/environment" = "dev"
          }
        }
      },
    ]
  })
  description = "What deploys shop in dev, part 1 of 4."
}

resource "aws_iam_role_policy_attachment" "deployer_1" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_1.arn
}

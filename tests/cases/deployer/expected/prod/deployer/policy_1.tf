# Written by watershed for shop in prod: its deployer, policy 1

resource "aws_iam_policy" "deployer_1" {
  name = "shop-prod--deployer-1"
  # Apigateway2: API Gateway chooses the ids of APIs
  # Apigateway3: API Gateway chooses the ids of APIs
  # Apigateway4: API Gateway chooses the ids of APIs
  # Apigateway5: API Gateway chooses the ids of APIs and of what is in them
  # Apigateway6: API Gateway chooses the ids of APIs and of what is in them
  # Apigateway9: API Gateway chooses the ids of mappings
  # Apigateway10: tags go by the ARN of what has them, and the id of the API is in it
  # Cloudformation: AWS puts an id behind the name of a stack
  # Cloudwatch: an alarm is looked up in the list of all
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
            "apigateway:Request/ApiName" = "shop-prod-api"
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
            "apigateway:Resource/ApiName" = "shop-prod-api"
          }
        }
      },
      {
        Sid      = "Apigateway4"
        Effect   = "Allow"
        Action   = "apigateway:DELETE"
        Resource = "arn:aws:apigateway:eu-west-1::/apis/*/cors"
      },
      {
        Sid    = "Apigateway5"
        Effect = "Allow"
        Action = "apigateway:POST"
        Resource = [
          "arn:aws:apigateway:eu-west-1::/apis/*/integrations",
          "arn:aws:apigateway:eu-west-1::/apis/*/routes",
          "arn:aws:apigateway:eu-west-1::/apis/*/stages",
        ]
      },
      {
        Sid    = "Apigateway6"
        Effect = "Allow"
        Action = ["apigateway:DELETE", "apigateway:PATCH"]
        Resource = [
          "arn:aws:apigateway:eu-west-1::/apis/*/integrations/*",
          "arn:aws:apigateway:eu-west-1::/apis/*/routes/*",
          "arn:aws:apigateway:eu-west-1::/apis/*/stages/*",
        ]
      },
      {
        Sid    = "Apigateway7"
        Effect = "Allow"
        Action = "apigateway:POST"
        Resource = [
          "arn:aws:apigateway:eu-west-1::/domainnames",
          "arn:aws:apigateway:eu-west-1::/domainnames/api.shop.example.com/apimappings",
        ]
      },
      {
        Sid      = "Apigateway8"
        Effect   = "Allow"
        Action   = ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH"]
        Resource = "arn:aws:apigateway:eu-west-1::/domainnames/api.shop.example.com"
      },
      {
        Sid      = "Apigateway9"
        Effect   = "Allow"
        Action   = ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH"]
        Resource = "arn:aws:apigateway:eu-west-1::/domainnames/api.shop.example.com/apimappings/*"
      },
      {
        Sid      = "Apigateway10"
        Effect   = "Allow"
        Action   = ["apigateway:DELETE", "apigateway:GET", "apigateway:POST"]
        Resource = "arn:aws:apigateway:eu-west-1::/tags/*"
      },
      {
        Sid    = "Cloudformation"
        Effect = "Allow"
        Action = [
          "cloudformation:CreateStack",
          "cloudformation:DeleteStack",
          "cloudformation:DescribeStackEvents",
          "cloudformation:DescribeStacks",
          "cloudformation:GetTemplate",
          "cloudformation:TagResource",
          "cloudformation:UntagResource",
          "cloudformation:UpdateStack",
        ]
        Resource = "arn:aws:cloudformation:eu-west-1:${data.aws_caller_identity.current.account_id}:stack/shop-prod-status-public/*"
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
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod--api-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-charge-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-charge-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-charges-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-charges-oldest",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-count-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-count-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-count-iterator-age",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-count-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-events-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-import-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-import-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-import-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-index-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-index-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-index-iterator-age",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-index-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-inform-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-inform-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-inform-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-note-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-note-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-note-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-partner-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-partner-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-partner-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-reprice-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-reprice-inbox-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-reprice-inbox-oldest",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-reprice-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-search-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-search-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-status-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-status-throttles",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-status-url-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-sweep-dead-letters",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-sweep-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-prod-sweep-throttles",
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
        Resource = "arn:aws:dynamodb:eu-west-1:${data.aws_caller_identity.current.account_id}:table/shop-prod-order"
      },
    ]
  })
  description = "What deploys shop in prod, part 1 of 5."
}

resource "aws_iam_role_policy_attachment" "deployer_1" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_1.arn
}

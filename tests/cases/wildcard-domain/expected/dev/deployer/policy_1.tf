# Written by watershed for shop in dev: its deployer, policy 1

resource "aws_iam_policy" "deployer_1" {
  name = "shop-dev--deployer-1"
  # Apigateway2: API Gateway chooses the ids of APIs
  # Apigateway3: API Gateway chooses the ids of APIs
  # Apigateway4: API Gateway chooses the ids of APIs
  # Apigateway5: API Gateway chooses the ids of APIs and of what is in them
  # Apigateway6: API Gateway chooses the ids of APIs and of what is in them
  # Apigateway8: the star of a domain stands for any text in a policy
  # Apigateway9: the star of a domain stands for any text in a policy
  # Apigateway10: API Gateway chooses the ids of mappings
  # Apigateway11: tags go by the ARN of what has them, and the id of the API is in it
  # Cloudwatch: an alarm is looked up in the list of all
  # Logs: a log group is looked up in the list of all
  # Logs2: who lets API Gateway write a log needs these, and they know no narrower resource
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
        Sid      = "Apigateway7"
        Effect   = "Allow"
        Action   = "apigateway:POST"
        Resource = "arn:aws:apigateway:eu-west-1::/domainnames"
      },
      {
        Sid      = "Apigateway8"
        Effect   = "Allow"
        Action   = ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH"]
        Resource = "arn:aws:apigateway:eu-west-1::/domainnames/*.shop.example.com"
      },
      {
        Sid      = "Apigateway9"
        Effect   = "Allow"
        Action   = "apigateway:POST"
        Resource = "arn:aws:apigateway:eu-west-1::/domainnames/*.shop.example.com/apimappings"
      },
      {
        Sid      = "Apigateway10"
        Effect   = "Allow"
        Action   = ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH"]
        Resource = "arn:aws:apigateway:eu-west-1::/domainnames/*.shop.example.com/apimappings/*"
      },
      {
        Sid      = "Apigateway11"
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
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-welcome-errors",
          "arn:aws:cloudwatch:eu-west-1:${data.aws_caller_identity.current.account_id}:alarm:shop-dev-welcome-throttles",
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
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-welcome"
      },
      {
        Sid      = "Iam3"
        Effect   = "Allow"
        Action   = "iam:PassRole"
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/shop-dev-welcome"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "lambda.amazonaws.com"
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
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-welcome"
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
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-welcome",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop-dev-welcome:*",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-dev-api",
          "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/vendedlogs/apigateway/shop-dev-api:*",
        ]
      },
    ]
  })
  description = "What deploys shop in dev, part 1 of 1."
}

resource "aws_iam_role_policy_attachment" "deployer_1" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_1.arn
}

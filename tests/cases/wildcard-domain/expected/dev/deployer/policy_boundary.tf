# Written by watershed for shop in dev: its deployer, policy boundary

resource "aws_iam_policy" "deployer_boundary" {
  count = var.permissions_boundary != null ? 1 : 0

  name = "shop-dev--deployer-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DenyUnbinding"
        Effect   = "Deny"
        Action   = "iam:DeleteRolePermissionsBoundary"
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/*"
      },
      {
        Sid      = "DenyUnbounded"
        Effect   = "Deny"
        Action   = ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"]
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/*"
        Condition = {
          StringNotEquals = {
            "iam:PermissionsBoundary" = var.permissions_boundary
          }
        }
      },
    ]
  })
  description = "No role of shop in dev is without its boundary."
}

resource "aws_iam_role_policy_attachment" "deployer_boundary" {
  count = var.permissions_boundary != null ? 1 : 0

  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_boundary[0].arn
}

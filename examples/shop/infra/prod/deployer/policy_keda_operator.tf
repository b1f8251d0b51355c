# Written by watershed for shop in prod: its deployer, policy keda-operator

resource "aws_iam_policy" "deployer_keda_operator" {
  count = var.keda_operator_role != null ? 1 : 0

  name = "shop-prod--deployer-keda-operator"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Iam"
        Effect   = "Allow"
        Action   = ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"]
        Resource = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/${var.keda_operator_role}"
      },
    ]
  })
  description = "What deploys shop in prod: keda-operator."
}

resource "aws_iam_role_policy_attachment" "deployer_keda_operator" {
  count = var.keda_operator_role != null ? 1 : 0

  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_keda_operator[0].arn
}

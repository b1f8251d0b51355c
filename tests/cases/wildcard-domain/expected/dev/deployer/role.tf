# Written by watershed for shop in dev: its deployer, role

resource "aws_iam_role" "deployer" {
  name = "shop-dev--deployer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = var.trusted
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
  description = "Deploys shop in dev."
}

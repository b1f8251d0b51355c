# Written by watershed for shop in prod: deployment hello

resource "aws_iam_role" "hello" {
  name = "shop-prod-hello"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "pods.eks.amazonaws.com"
        }
        Action = ["sts:AssumeRole", "sts:TagSession"]
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks-cluster-name"           = var.eks_cluster
            "aws:RequestTag/kubernetes-namespace"       = "shop-prod"
            "aws:RequestTag/kubernetes-service-account" = "hello"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "hello"
  }
}

resource "aws_iam_role_policy" "hello" {
  name = "shop-prod-hello"
  role = aws_iam_role.hello.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LambdaInvokeFunction"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-prod-price:live"
      },
      {
        Sid      = "SecretsmanagerGetSecretValue"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = aws_secretsmanager_secret.key.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "hello" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "hello"
  role_arn        = aws_iam_role.hello.arn
  tags = {
    component = "hello"
  }
}

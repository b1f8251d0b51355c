# Written by watershed for shop in prod: deployment sweep

resource "aws_iam_role" "sweep" {
  name = "shop-prod-sweep"
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
            "aws:RequestTag/kubernetes-service-account" = "sweep"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "sweep"
  }
}

resource "aws_iam_role_policy" "sweep" {
  name = "shop-prod-sweep"
  role = aws_iam_role.sweep.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DynamodbDeleteItemQuery"
        Effect   = "Allow"
        Action   = ["dynamodb:DeleteItem", "dynamodb:Query"]
        Resource = aws_dynamodb_table.order.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "sweep" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "sweep"
  role_arn        = aws_iam_role.sweep.arn
  tags = {
    component = "sweep"
  }
}

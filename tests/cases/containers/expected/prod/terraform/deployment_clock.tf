# Written by watershed for shop in prod: deployment clock

resource "aws_iam_role" "clock" {
  name = "shop-prod-clock"
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
            "aws:RequestTag/kubernetes-service-account" = "clock"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "clock"
  }
}

resource "aws_iam_role_policy" "clock" {
  name = "shop-prod-clock"
  role = aws_iam_role.clock.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "KinesisPutRecords"
        Effect   = "Allow"
        Action   = "kinesis:PutRecords"
        Resource = aws_kinesis_stream.clicks.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "clock" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "clock"
  role_arn        = aws_iam_role.clock.arn
  tags = {
    component = "clock"
  }
}

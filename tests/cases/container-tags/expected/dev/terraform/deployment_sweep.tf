# Written by watershed for shop in dev: deployment sweep

resource "aws_iam_role" "sweep" {
  name = "shop-dev-sweep"
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
            "aws:RequestTag/kubernetes-namespace"       = "shop-dev"
            "aws:RequestTag/kubernetes-service-account" = "sweep"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "sweep"
    "on call" = "yes"
    owner     = "mail: shop@example.com"
  }
}

resource "aws_iam_role_policy" "sweep" {
  name = "shop-dev-sweep"
  role = aws_iam_role.sweep.name
  # S3PutObject: `/*` is every object of this bucket; the keys are known only when it runs
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "S3PutObject"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.receipts.arn}/*"
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "sweep" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-dev"
  service_account = "sweep"
  role_arn        = aws_iam_role.sweep.arn
  tags = {
    component = "sweep"
    "on call" = "yes"
    owner     = "mail: shop@example.com"
  }
}

# Written by watershed for shop in dev: deployment pack

resource "aws_iam_role" "pack" {
  name = "shop-dev-pack"
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
            "aws:RequestTag/kubernetes-service-account" = "pack"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    "app.kubernetes.io/name" = "mine"
    "checksum/config"        = ""
    component                = "pack"
    "example.com/tier"       = "2"
    job-name                 = "pack"
  }
}

resource "aws_iam_role_policy" "pack" {
  name = "shop-dev-pack"
  role = aws_iam_role.pack.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsChangeMessageVisibilityDeleteMessageGetQueueUrlReceiveMessage"
        Effect = "Allow"
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
        ]
        Resource = aws_sqs_queue.parcels.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "pack" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-dev"
  service_account = "pack"
  role_arn        = aws_iam_role.pack.arn
  tags = {
    "app.kubernetes.io/name" = "mine"
    "checksum/config"        = ""
    component                = "pack"
    "example.com/tier"       = "2"
    job-name                 = "pack"
  }
}

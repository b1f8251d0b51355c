# Written by watershed for shop in dev: deployment encode

resource "aws_iam_role" "encode" {
  name = "shop-dev-encode"
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
            "aws:RequestTag/kubernetes-service-account" = "encode"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "encode"
  }
}

resource "aws_iam_role_policy" "encode" {
  name = "shop-dev-encode"
  role = aws_iam_role.encode.name
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
        Resource = aws_sqs_queue.films.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "encode" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-dev"
  service_account = "encode"
  role_arn        = aws_iam_role.encode.arn
  tags = {
    component = "encode"
  }
}

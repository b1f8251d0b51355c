# Written by watershed for shop in prod: deployment pack

resource "aws_iam_role" "pack" {
  name = "shop-prod-pack"
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
            "aws:RequestTag/kubernetes-service-account" = "pack"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "pack"
  }
}

resource "aws_iam_role_policy" "pack" {
  name = "shop-prod-pack"
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
        Resource = data.aws_sqs_queue.parcels.arn
      },
      {
        Sid      = "SqsGetQueueUrlSendMessage"
        Effect   = "Allow"
        Action   = ["sqs:GetQueueUrl", "sqs:SendMessage"]
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "pack" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "pack"
  role_arn        = aws_iam_role.pack.arn
  tags = {
    component = "pack"
  }
}

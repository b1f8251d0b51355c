# Written by watershed for shop in prod: deployment payments

resource "aws_iam_role" "payments" {
  name = "shop-prod-payments"
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
            "aws:RequestTag/kubernetes-service-account" = "payments"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "payments"
  }
}

resource "aws_iam_role_policy" "payments" {
  name = "shop-prod-payments"
  role = aws_iam_role.payments.name
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
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "payments" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "payments"
  role_arn        = aws_iam_role.payments.arn
  tags = {
    component = "payments"
  }
}

# Written by watershed for shop in prod: deployment in-order

resource "aws_iam_role" "in_order" {
  name = "shop-prod-in-order"
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
            "aws:RequestTag/kubernetes-service-account" = "in-order"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "in-order"
  }
}

resource "aws_iam_role_policy" "in_order" {
  name = "shop-prod-in-order"
  role = aws_iam_role.in_order.name
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
        Resource = aws_sqs_queue.ordered.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "in_order" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-prod"
  service_account = "in-order"
  role_arn        = aws_iam_role.in_order.arn
  tags = {
    component = "in-order"
  }
}

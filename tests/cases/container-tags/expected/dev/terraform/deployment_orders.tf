# Written by watershed for shop in dev: deployment orders

resource "aws_iam_role" "orders" {
  name = "shop-dev-orders"
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
            "aws:RequestTag/kubernetes-service-account" = "orders"
          }
        }
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component   = "orders"
    cost-center = "7"
    team        = "orders"
    tier        = "1"
  }
}

resource "aws_iam_role_policy" "orders" {
  name = "shop-dev-orders"
  role = aws_iam_role.orders.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SqsChangeMessageVisibilityDeleteMessageGetQueueUrlReceiveMessageSendMessage"
        Effect = "Allow"
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
          "sqs:SendMessage",
        ]
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "orders" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-dev"
  service_account = "orders"
  role_arn        = aws_iam_role.orders.arn
  tags = {
    component   = "orders"
    cost-center = "7"
    team        = "orders"
    tier        = "1"
  }
}

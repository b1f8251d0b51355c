# Written by watershed for shop in sandbox: deployment pack

resource "aws_iam_role" "pack" {
  name = "shop-sandbox-pack"
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
            "aws:RequestTag/kubernetes-namespace"       = "shop-sandbox"
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
  name = "shop-sandbox-pack"
  role = aws_iam_role.pack.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DynamodbBatchWriteItemDeleteItemPutItemUpdateItem"
        Effect = "Allow"
        Action = [
          "dynamodb:BatchWriteItem",
          "dynamodb:DeleteItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
        ]
        Resource = aws_dynamodb_table.customer.arn
      },
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
    ]
  })
}

resource "aws_eks_pod_identity_association" "pack" {
  cluster_name    = var.eks_cluster
  namespace       = "shop-sandbox"
  service_account = "pack"
  role_arn        = aws_iam_role.pack.arn
  tags = {
    component = "pack"
  }
}

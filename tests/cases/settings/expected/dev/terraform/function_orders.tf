# Written by watershed for shop in dev: function orders

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/shop-dev-orders"
  retention_in_days = 14
  tags = {
    component = "orders"
  }
}

resource "aws_iam_role" "orders" {
  name = "shop-dev-orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
  permissions_boundary = var.permissions_boundary
  tags = {
    component = "orders"
  }
}

resource "aws_iam_role_policy" "orders" {
  name = "shop-dev-orders"
  role = aws_iam_role.orders.name
  # AttachToVpc: AWS Lambda checks the role for `*` before it attaches a function to a VPC
  # DenyAttachToVpc: only AWS Lambda itself attaches, the code does not
  # LogsCreateLogStreamPutLogEvents: `:*` is every stream of this log group; AWS Lambda names them
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AttachToVpc"
        Effect = "Allow"
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
      {
        Sid    = "DenyAttachToVpc"
        Effect = "Deny"
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:shop-dev-orders"
          }
        }
      },
      {
        Sid      = "DynamodbBatchGetItemGetItemQuery"
        Effect   = "Allow"
        Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]
        Resource = aws_dynamodb_table.order.arn
      },
      {
        Sid      = "LogsCreateLogStreamPutLogEvents"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.orders.arn}:*"
      },
      {
        Sid      = "SqsSendMessage"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

resource "aws_lambda_function" "orders" {
  function_name    = "shop-dev-orders"
  role             = aws_iam_role.orders.arn
  description      = "Shows \"orders\" of $${whoever} asks."
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "orders"
  runtime          = "provided.al2023"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  tags = {
    component = "orders"
  }

  environment {
    variables = {
      GREETING                = "$${hi} %%{x} \"quoted\""
      MODE                    = "fast"
      WATERSHED_APP           = "shop"
      WATERSHED_ENVIRONMENT   = "dev"
      WATERSHED_QUEUE_CHARGES = aws_sqs_queue.charges.url
      WATERSHED_TABLE_ORDER   = aws_dynamodb_table.order.name
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.orders.name
  }

  vpc_config {
    security_group_ids = ["sg-0a1b2c3d"]
    subnet_ids         = ["subnet-0a1b2c3d", "subnet-0e4f5a6b"]
  }

  # AWS checks the role before it attaches the function.
  depends_on = [aws_iam_role_policy.orders]
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 10500
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /orders"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "orders" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/GET/orders"
}

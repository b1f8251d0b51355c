# Written by watershed for shop in prod: api

resource "aws_apigatewayv2_api" "api" {
  name          = "shop-prod-api"
  protocol_type = "HTTP"
  tags = {
    component = "api"
  }
}

resource "aws_cloudwatch_log_group" "api__access" {
  name              = "/aws/vendedlogs/apigateway/shop-prod-api"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.environment.arn
  tags = {
    component = "api"
  }
}

resource "aws_apigatewayv2_stage" "api" {
  api_id      = aws_apigatewayv2_api.api.id
  name        = "$default"
  auto_deploy = true
  tags = {
    component = "api"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api__access.arn
    format = jsonencode({
      requestId               = "$context.requestId"
      routeKey                = "$context.routeKey"
      status                  = "$context.status"
      responseLatency         = "$context.responseLatency"
      authorizerError         = "$context.authorizer.error"
      integrationErrorMessage = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_cloudwatch_metric_alarm" "api__server_errors" {
  alarm_name          = "shop-prod--api-errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  alarm_description   = "Requests are answered with errors of the server."
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  dimensions = {
    ApiId = aws_apigatewayv2_api.api.id
  }
  statistic          = "Sum"
  period             = 300
  threshold          = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topics
  tags = {
    component = "api"
  }
}

resource "aws_apigatewayv2_authorizer" "jwt_id_example_com_759006" {
  api_id           = aws_apigatewayv2_api.api.id
  authorizer_type  = "JWT"
  name             = "jwt_id_example_com_759006"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = ["shop"]
    issuer   = "https://id.example.com"
  }
}

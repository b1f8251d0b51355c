# Written by watershed for shop in dev: api

resource "aws_apigatewayv2_api" "api" {
  name          = "shop-dev-api"
  protocol_type = "HTTP"
  tags = {
    component = "api"
  }
  disable_execute_api_endpoint = true
}

resource "aws_cloudwatch_log_group" "api__access" {
  name              = "/aws/vendedlogs/apigateway/shop-dev-api"
  retention_in_days = 30
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
  alarm_name          = "shop-dev--api-errors"
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

resource "aws_apigatewayv2_domain_name" "api" {
  domain_name = "*.shop.example.com"
  tags = {
    component = "api"
  }

  domain_name_configuration {
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "api" {
  api_id      = aws_apigatewayv2_api.api.id
  domain_name = aws_apigatewayv2_domain_name.api.id
  stage       = aws_apigatewayv2_stage.api.id
}

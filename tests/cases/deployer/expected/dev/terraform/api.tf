# Written by watershed for shop in dev: api

resource "aws_apigatewayv2_api" "api" {
  name          = "shop-dev-api"
  protocol_type = "HTTP"
  tags = {
    component = "api"
  }
}

resource "aws_cloudwatch_log_group" "api__access" {
  name              = "/aws/apigateway/shop-dev-api"
  retention_in_days = 30
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
      integrationErrorMessage = "$context.integrationErrorMessage"
    })
  }
}

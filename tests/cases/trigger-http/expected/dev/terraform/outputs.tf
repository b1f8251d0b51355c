# Written by watershed for shop in dev: outputs

output "api_url" {
  description = "Where the HTTP API answers."
  value       = aws_apigatewayv2_api.api.api_endpoint
}

# Written by watershed for shop in dev: outputs

output "api_url" {
  description = "Where the HTTP API answers."
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "table_order_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.order.name
}

output "table_parcel_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.parcel.name
}

output "table_visit_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.visit.name
}

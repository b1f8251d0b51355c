# Written by watershed for shop in prod: outputs

output "api_domain_target" {
  description = "What the domain's DNS record points at: a CNAME, or an alias in the zone below."
  value       = aws_apigatewayv2_domain_name.api.domain_name_configuration[0].target_domain_name
}

output "api_domain_zone" {
  description = "The hosted zone of the target, for an alias record."
  value       = aws_apigatewayv2_domain_name.api.domain_name_configuration[0].hosted_zone_id
}

output "api_url" {
  description = "Where the HTTP API answers."
  value       = "https://api.shop.example.com"
}

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "table_order_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.order.name
}

# Written by watershed for shop in dev: outputs

output "api_domain_target" {
  description = "What the domain's DNS record points at: a CNAME, or an alias in the zone below."
  value       = aws_apigatewayv2_domain_name.api.domain_name_configuration[0].target_domain_name
}

output "api_domain_zone" {
  description = "The hosted zone of the target, for an alias record."
  value       = aws_apigatewayv2_domain_name.api.domain_name_configuration[0].hosted_zone_id
}

output "api_url" {
  description = "Where the HTTP API answers, with any label in the place of the star."
  value       = "https://*.shop.example.com"
}

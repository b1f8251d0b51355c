# Written by watershed for shop in dev: outputs

output "api_url" {
  description = "Where the HTTP API answers."
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "queue_refunds_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.refunds.url
}

# Written by watershed for shop in dev: outputs

output "function_export_url" {
  description = "Where the function answers."
  value       = aws_lambda_function_url.export.function_url
}

output "function_status_url" {
  description = "Where the function answers."
  value       = aws_lambda_function_url.status.function_url
}

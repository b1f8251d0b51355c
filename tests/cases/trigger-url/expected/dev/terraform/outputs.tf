# Written by watershed for shop in dev.

output "export_url" {
  description = "Where the function answers."
  value       = aws_lambda_function_url.export.function_url
}

# Written by watershed for shop in dev: outputs

output "secret_payment_key_arn" {
  description = "Where a person puts the value."
  value       = aws_secretsmanager_secret.payment_key.arn
}

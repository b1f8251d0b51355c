# Written by watershed for shop in dev: its deployer, outputs

output "role_arn" {
  description = "The role to deploy with."
  value       = aws_iam_role.deployer.arn
}

# Written by watershed for shop in dev: outputs

output "table_cart_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.cart.name
}

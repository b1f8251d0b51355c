# Written by watershed for shop in sandbox: outputs

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "table_customer_name" {
  description = "What the table is called."
  value       = aws_dynamodb_table.customer.name
}

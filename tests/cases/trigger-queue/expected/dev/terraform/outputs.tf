# Written by watershed for shop in dev: outputs

output "queue_charges_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.charges.url
}

output "queue_refunds_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.refunds.url
}

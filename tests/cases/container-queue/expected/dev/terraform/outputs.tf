# Written by watershed for shop in dev: outputs

output "queue_films_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.films.url
}

output "queue_parcels_url" {
  description = "Where the queue is."
  value       = aws_sqs_queue.parcels.url
}

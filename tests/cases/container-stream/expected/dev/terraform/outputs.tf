# Written by watershed for shop in dev: outputs

output "stream_clicks_name" {
  description = "What the stream is called."
  value       = aws_kinesis_stream.clicks.name
}

# Written by watershed for shop in dev: outputs

output "bus_product_events_name" {
  description = "What the bus is called."
  value       = aws_cloudwatch_event_bus.product_events.name
}

# What Terraform would do with `examples/shop` in prod, without any server: the real provider's schema with made-up answers.
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
}

variables {
  package     = "package.zip"
  eks_cluster = "company"
}

run "what_prod_is" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.order.deletion_protection_enabled && aws_dynamodb_table.entry.deletion_protection_enabled
    error_message = "Tables cannot be deleted by accident."
  }
  assert {
    condition     = aws_dynamodb_table.order.point_in_time_recovery[0].enabled
    error_message = "Orders can be brought back to any second."
  }
  assert {
    condition     = aws_lambda_function.place_order.memory_size == 512 && aws_lambda_function.place_order.reserved_concurrent_executions == 400
    error_message = "The environment's settings win over what is written at the function."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.charges__dead__depth.metric_name == "ApproximateNumberOfMessagesVisible"
    error_message = "What waits in the dead-letter queue is seen."
  }
  assert {
    condition     = aws_sqs_queue.charges__dead.message_retention_seconds == 14 * 24 * 3600
    error_message = "What failed is kept for two weeks."
  }
  assert {
    condition     = aws_kms_key.environment.enable_key_rotation && aws_kms_key.environment.deletion_window_in_days == 30
    error_message = "The key of the data is rotated, and can be taken back for a month."
  }
  assert {
    condition     = aws_eks_pod_identity_association.storefront.namespace == "shop-prod"
    error_message = "Containers get their permissions by their service account."
  }
}

# What Terraform would do with `examples/shop` in dev, without any server: the real provider's schema with made-up answers.
mock_provider "aws" {
  override_during = plan

  mock_resource "aws_dynamodb_table" {
    defaults = { arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/a-table" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-1:123456789012:a-queue" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::acme-product-catalogue" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:a-group" }
  }
  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:a-function" }
  }
}

variables {
  package     = "package.zip"
  eks_cluster = "company"
}

run "what_dev_is" {
  command = plan

  assert {
    condition     = aws_lambda_function.place_order.timeout == 5 && aws_lambda_function.place_order.reserved_concurrent_executions == 200
    error_message = "place_order takes 5 seconds, 200 at once."
  }
  assert {
    condition     = aws_lambda_function.charge.architectures == tolist(["arm64"]) && aws_lambda_function.charge.runtime == "provided.al2023"
    error_message = "Functions are native binaries on arm64."
  }
  assert {
    condition     = aws_sqs_queue.charges.visibility_timeout_seconds == 6 * aws_lambda_function.charge.timeout + 2
    error_message = "The queue hides a message for six timeouts and the window."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.charge.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One bad message does not fail its batch."
  }
  assert {
    condition     = !coalesce(aws_dynamodb_table.order.deletion_protection_enabled, false)
    error_message = "Nothing in dev is protected."
  }
  assert {
    condition     = length(aws_iam_role_policy.keda__operator) == 0
    error_message = "KEDA's role is somebody else's until it is named."
  }
}

run "what_place_order_may_do" {
  command = plan

  assert {
    condition = toset(flatten([for it in jsondecode(aws_iam_role_policy.place_order.policy).Statement : it.Action])) == toset([
      "dynamodb:GetItem", "dynamodb:PutItem", "logs:CreateLogStream", "logs:PutLogEvents", "s3:GetObject", "s3:ListBucket", "sqs:SendMessage",
    ])
    error_message = "place_order reads the catalogue (and sees what is not there), gets and puts orders, sends charges, and nothing else."
  }
  assert {
    condition = alltrue([
      for it in jsondecode(aws_iam_role_policy.place_order.policy).Statement : alltrue([for arn in flatten([it.Resource]) : startswith(arn, "arn:aws:")])
    ])
    error_message = "Every statement names its resource."
  }
}

run "keda_reads_the_queue_of_its_scaler" {
  command = plan

  variables {
    keda_operator_role = "keda-operator"
  }

  assert {
    condition     = [for it in jsondecode(aws_iam_role_policy.keda__operator[0].policy).Statement : it.Action] == ["sqs:GetQueueAttributes"]
    error_message = "KEDA asks how deep the queue is, and nothing else."
  }
}

run "a_package_is_a_zip_file" {
  command = plan

  variables {
    package = "package.tar"
  }

  expect_failures = [var.package]
}

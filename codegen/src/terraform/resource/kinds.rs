//! The resources that are written, with the arguments that are used.

use super::resources;

resources! {
    /// An HTTP API.
    Api = "aws_apigatewayv2_api" (name, protocol_type) [disable_execute_api_endpoint, tags];
    /// Who may call a route.
    Authorizer = "aws_apigatewayv2_authorizer" (api_id, authorizer_type, name) [identity_sources];
    /// How a route reaches a function.
    Integration = "aws_apigatewayv2_integration" (api_id, integration_type) [integration_uri, payload_format_version, timeout_milliseconds];
    /// A route.
    Route = "aws_apigatewayv2_route" (api_id, route_key) [target, authorization_type, authorizer_id];
    /// A stage of an API.
    Stage = "aws_apigatewayv2_stage" (api_id, name) [auto_deploy, tags];
    /// A domain of an API.
    DomainName = "aws_apigatewayv2_domain_name" (domain_name) [tags];
    /// Which API answers a domain.
    ApiMapping = "aws_apigatewayv2_api_mapping" (api_id, domain_name, stage);
    /// A stack of CloudFormation.
    Stack = "aws_cloudformation_stack" (name, template_body) [tags];
    /// An event bus.
    EventBus = "aws_cloudwatch_event_bus" (name) [kms_key_identifier, tags];
    /// Which events of a bus.
    EventRule = "aws_cloudwatch_event_rule" (name, event_pattern) [event_bus_name, description, tags];
    /// Where events go.
    EventTarget = "aws_cloudwatch_event_target" (arn, rule) [event_bus_name];
    /// Logs.
    LogGroup = "aws_cloudwatch_log_group" (name) [retention_in_days, kms_key_id, tags];
    /// An alarm.
    MetricAlarm = "aws_cloudwatch_metric_alarm" (alarm_name, comparison_operator, evaluation_periods) [alarm_description, namespace, metric_name, dimensions, statistic, period, threshold, treat_missing_data, alarm_actions, tags];
    /// A table.
    DynamodbTable = "aws_dynamodb_table" (name, billing_mode, hash_key) [range_key, stream_enabled, stream_view_type, deletion_protection_enabled, tags];
    /// Which role the pods of an account have.
    PodIdentityAssociation = "aws_eks_pod_identity_association" (cluster_name, namespace, service_account, role_arn) [tags];
    /// What several roles may do.
    IamPolicy = "aws_iam_policy" (name, policy) [description];
    /// A role.
    IamRole = "aws_iam_role" (name, assume_role_policy) [description, permissions_boundary, tags];
    /// What a role may do.
    IamRolePolicy = "aws_iam_role_policy" (name, role, policy);
    /// That a policy holds for a role.
    IamPolicyAttachment = "aws_iam_role_policy_attachment" (role, policy_arn);
    /// A stream.
    KinesisStream = "aws_kinesis_stream" (name) [shard_count, retention_period, encryption_type, kms_key_id, tags];
    /// A name for a key.
    KmsAlias = "aws_kms_alias" (name, target_key_id);
    /// A key.
    KmsKey = "aws_kms_key" () [description, deletion_window_in_days, enable_key_rotation, policy, tags];
    /// A name for a version.
    LambdaAlias = "aws_lambda_alias" (name, function_name, function_version) [description];
    /// Whose signatures functions take.
    CodeSigningConfig = "aws_lambda_code_signing_config" () [description, tags];
    /// What feeds a function.
    EventSourceMapping = "aws_lambda_event_source_mapping" (function_name, event_source_arn) [batch_size, maximum_batching_window_in_seconds, function_response_types, starting_position, parallelization_factor, bisect_batch_on_function_error, maximum_retry_attempts, tags];
    /// A function.
    LambdaFunction = "aws_lambda_function" (function_name, role) [description, filename, source_code_hash, handler, runtime, architectures, memory_size, timeout, reserved_concurrent_executions, publish, kms_key_arn, code_signing_config_arn, tags];
    /// What happens to asynchronous invocations.
    EventInvokeConfig = "aws_lambda_function_event_invoke_config" (function_name) [qualifier, maximum_event_age_in_seconds, maximum_retry_attempts];
    /// A URL.
    FunctionUrl = "aws_lambda_function_url" (function_name, authorization_type) [qualifier, invoke_mode];
    /// Who may invoke a function.
    LambdaPermission = "aws_lambda_permission" (statement_id, action, function_name, principal) [qualifier, source_arn, source_account, function_url_auth_type];
    /// Environments that are kept ready.
    ProvisionedConcurrency = "aws_lambda_provisioned_concurrency_config" (function_name, qualifier, provisioned_concurrent_executions);
    /// A bucket.
    S3Bucket = "aws_s3_bucket" (bucket) [tags];
    /// When objects are removed.
    S3Lifecycle = "aws_s3_bucket_lifecycle_configuration" (bucket);
    /// What is told about objects.
    S3Notification = "aws_s3_bucket_notification" (bucket);
    /// Who owns objects.
    S3Ownership = "aws_s3_bucket_ownership_controls" (bucket);
    /// What the bucket refuses.
    S3Policy = "aws_s3_bucket_policy" (bucket, policy);
    /// That nothing is public.
    S3PublicAccess = "aws_s3_bucket_public_access_block" (bucket, block_public_acls, block_public_policy, ignore_public_acls, restrict_public_buckets);
    /// How objects are encrypted.
    S3Encryption = "aws_s3_bucket_server_side_encryption_configuration" (bucket);
    /// Whether versions are kept.
    S3Versioning = "aws_s3_bucket_versioning" (bucket);
    /// A schedule.
    Schedule = "aws_scheduler_schedule" (name, schedule_expression) [description, schedule_expression_timezone, kms_key_arn];
    /// A secret, whose value is set elsewhere.
    Secret = "aws_secretsmanager_secret" (name) [description, recovery_window_in_days, kms_key_id, tags];
    /// A topic.
    SnsTopic = "aws_sns_topic" (name) [fifo_topic, content_based_deduplication, kms_master_key_id, tags];
    /// A subscription.
    SnsSubscription = "aws_sns_topic_subscription" (topic_arn, protocol, endpoint) [raw_message_delivery, filter_policy, filter_policy_scope, redrive_policy];
    /// A queue.
    SqsQueue = "aws_sqs_queue" (name) [fifo_queue, content_based_deduplication, visibility_timeout_seconds, message_retention_seconds, delay_seconds, receive_wait_time_seconds, sqs_managed_sse_enabled, kms_master_key_id, redrive_policy, tags];
    /// Who may send to a queue.
    SqsPolicy = "aws_sqs_queue_policy" (queue_url, policy);
    /// Whose dead letters a queue takes.
    SqsRedriveAllow = "aws_sqs_queue_redrive_allow_policy" (queue_url, redrive_allow_policy);
}

//! The blocks inside of resources, with the arguments that are used.

use super::blocks;

blocks! {
    /// What Terraform is told about a resource's life.
    Lifecycle = "lifecycle" (prevent_destroy);

    // Functions.
    /// Variables of a function.
    Environment = "environment" (variables);
    /// The size of `/tmp`.
    EphemeralStorage = "ephemeral_storage" (size);
    /// Where logs go.
    LoggingConfig = "logging_config" (log_format, log_group);
    /// Whether requests are traced.
    TracingConfig = "tracing_config" (mode);
    /// Who signs code that functions take.
    AllowedPublishers = "allowed_publishers" (signing_profile_version_arns);
    /// What happens to other code.
    SigningPolicies = "policies" (untrusted_artifact_on_deployment);
    /// The network of a function.
    VpcConfig = "vpc_config" (security_group_ids, subnet_ids);
    /// Where what failed goes; holds [`InvokeFailure`] or [`MappingFailure`].
    DestinationConfig = "destination_config" ();
    /// Of an asynchronous invocation.
    InvokeFailure = "on_failure" (destination);
    /// Of a mapping.
    MappingFailure = "on_failure" (destination_arn);
    /// The most of a function at once for a mapping.
    ScalingConfig = "scaling_config" (maximum_concurrency);
    /// Holds [`Filter`]s.
    FilterCriteria = "filter_criteria" ();
    /// What a mapping lets through.
    Filter = "filter" (pattern);

    // Schedules and rules.
    /// How exact a schedule is.
    FlexibleTimeWindow = "flexible_time_window" (mode);
    /// What a schedule invokes, as whom.
    ScheduleTarget = "target" (arn, role_arn);
    /// How often a delivery is tried again.
    RetryPolicy = "retry_policy" () [maximum_event_age_in_seconds, maximum_retry_attempts];
    /// Where undelivered events go.
    DeadLetterConfig = "dead_letter_config" (arn);

    // The HTTP API.
    /// Which other sites may call.
    CorsConfiguration = "cors_configuration" () [allow_origins, allow_methods, allow_headers];
    /// What is logged of a request.
    AccessLogSettings = "access_log_settings" (destination_arn, format);
    /// Whose tokens are taken.
    JwtConfiguration = "jwt_configuration" (audience, issuer);
    /// The certificate of a domain.
    DomainConfiguration = "domain_name_configuration" (certificate_arn, endpoint_type, security_policy);

    // Tables and streams.
    /// An attribute that is a key.
    TableAttribute = "attribute" (name, r#type);
    /// An index.
    GlobalIndex = "global_secondary_index" (name, hash_key) [range_key, projection_type];
    /// When items expire.
    TimeToLive = "ttl" (attribute_name, enabled);
    /// Whether any moment of the last 35 days can be restored.
    PointInTimeRecovery = "point_in_time_recovery" (enabled);
    /// Whether a key of KMS encrypts it.
    ServerSideEncryption = "server_side_encryption" (enabled) [kms_key_arn];
    /// Who counts the shards.
    StreamMode = "stream_mode_details" (stream_mode);

    // Buckets.
    /// Who owns objects.
    OwnershipRule = "rule" (object_ownership);
    /// How objects are encrypted; holds [`DefaultEncryption`].
    EncryptionRule = "rule" () [bucket_key_enabled];
    /// With which kind of key.
    DefaultEncryption = "apply_server_side_encryption_by_default" (sse_algorithm) [kms_master_key_id];
    /// Whether versions are kept.
    VersioningConfiguration = "versioning_configuration" (status);
    /// When objects are removed; holds [`LifecycleFilter`], [`Expiration`], [`NoncurrentExpiration`], [`AbortUpload`].
    LifecycleRule = "rule" (id, status);
    /// Which objects; all, where it is empty.
    LifecycleFilter = "filter" ();
    /// The age of an object.
    Expiration = "expiration" (days);
    /// The age of an earlier version.
    NoncurrentExpiration = "noncurrent_version_expiration" (noncurrent_days);
    /// The age of an upload that was never finished.
    AbortUpload = "abort_incomplete_multipart_upload" (days_after_initiation);
    /// Which function is told of which objects.
    NotifiedFunction = "lambda_function" (lambda_function_arn, events) [filter_prefix, filter_suffix];
    /// A queue that a bucket tells.
    NotifiedQueue = "queue" (queue_arn, events) [filter_prefix, filter_suffix];
}

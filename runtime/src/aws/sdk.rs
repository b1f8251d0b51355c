//! The SDK's crates in the versions that are underneath, for [`Raw`](crate::Raw).

pub use aws_config::SdkConfig;

#[cfg(feature = "dynamodb")]
pub use aws_sdk_dynamodb as dynamodb;
#[cfg(feature = "eventbridge")]
pub use aws_sdk_eventbridge as eventbridge;
#[cfg(feature = "kinesis")]
pub use aws_sdk_kinesis as kinesis;
#[cfg(feature = "invoke")]
pub use aws_sdk_lambda as lambda;
#[cfg(feature = "s3")]
pub use aws_sdk_s3 as s3;
#[cfg(feature = "secretsmanager")]
pub use aws_sdk_secretsmanager as secretsmanager;
#[cfg(feature = "sns")]
pub use aws_sdk_sns as sns;
#[cfg(feature = "sqs")]
pub use aws_sdk_sqs as sqs;

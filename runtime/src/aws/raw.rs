//! The clients of the SDK that a function may ask for by [`Raw`](crate::Raw).

use aws_config::SdkConfig;

use super::Clients;

/// A client of the AWS SDK, or the configuration that every client is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no client that `Raw` has",
    label = "a client of the AWS SDK belongs here",
    note = "name one of `watershed::aws::sdk`, such as `sdk::sqs::Client`, and turn on its Cargo feature; for any other service `sdk::SdkConfig`"
)]
pub trait RawClient: Clone + Send + Sync + Sized + 'static {
    /// The one that all share.
    fn of(clients: &Clients) -> impl Future<Output = Self> + Send;
}

macro_rules! raw {
    ($($feature:literal $name:ident: $client:ty;)+) => {$(
        #[cfg(feature = $feature)]
        impl RawClient for $client {
            async fn of(clients: &Clients) -> Self {
                clients.$name().await.clone()
            }
        }
    )+};
}

raw! {
    "aws" config: SdkConfig;
    "dynamodb" dynamodb: aws_sdk_dynamodb::Client;
    "eventbridge" eventbridge: aws_sdk_eventbridge::Client;
    "invoke" lambda: aws_sdk_lambda::Client;
    "kinesis" kinesis: aws_sdk_kinesis::Client;
    "s3" s3: aws_sdk_s3::Client;
    "secretsmanager" secretsmanager: aws_sdk_secretsmanager::Client;
    "sns" sns: aws_sdk_sns::Client;
    "sqs" sqs: aws_sdk_sqs::Client;
}

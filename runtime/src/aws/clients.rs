//! One configuration and one client a service, made when first asked for.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use tokio::sync::OnceCell;

use super::Variables;

macro_rules! clients {
    ($($feature:literal $name:ident: $client:ty = $make:expr;)+) => {
        /// The clients of a process.
        pub struct Clients {
            variables: Variables,
            config: OnceCell<SdkConfig>,
            #[cfg(feature = "sns")]
            pub(super) account: OnceCell<(String, String)>,
            #[cfg(feature = "invoke")]
            http: std::sync::OnceLock<super::invoke::Http>,
            $(#[cfg(feature = $feature)]
            $name: OnceCell<$client>,)+
        }

        impl Clients {
            /// Clients that nobody has asked for.
            pub(super) fn new(variables: Variables) -> Self {
                Self {
                    variables,
                    config: OnceCell::new(),
                    #[cfg(feature = "sns")]
                    account: OnceCell::new(),
                    #[cfg(feature = "invoke")]
                    http: std::sync::OnceLock::new(),
                    $(#[cfg(feature = $feature)]
                    $name: OnceCell::new(),)+
                }
            }

            $(
                #[cfg(feature = $feature)]
                #[doc = concat!("The client behind the feature `", $feature, "`.")]
                pub(crate) async fn $name(&self) -> &$client {
                    self.$name.get_or_init(|| async { $make(self).await }).await
                }
            )+
        }
    };
}

clients! {
    "dynamodb" dynamodb: aws_sdk_dynamodb::Client = async |it: &Self| aws_sdk_dynamodb::Client::new(it.config().await);
    "dynamodb" dynamodbstreams: aws_sdk_dynamodbstreams::Client =
        async |it: &Self| aws_sdk_dynamodbstreams::Client::new(it.config().await);
    "eventbridge" eventbridge: aws_sdk_eventbridge::Client =
        async |it: &Self| aws_sdk_eventbridge::Client::new(it.config().await);
    "invoke" lambda: aws_sdk_lambda::Client = async |it: &Self| aws_sdk_lambda::Client::new(it.config().await);
    "kinesis" kinesis: aws_sdk_kinesis::Client = async |it: &Self| aws_sdk_kinesis::Client::new(it.config().await);
    "s3" s3: aws_sdk_s3::Client = Clients::new_s3;
    "secretsmanager" secretsmanager: aws_sdk_secretsmanager::Client =
        async |it: &Self| aws_sdk_secretsmanager::Client::new(it.config().await);
    "sns" sns: aws_sdk_sns::Client = async |it: &Self| aws_sdk_sns::Client::new(it.config().await);
    "sns" sts: aws_sdk_sts::Client = async |it: &Self| aws_sdk_sts::Client::new(it.config().await);
    "sqs" sqs: aws_sdk_sqs::Client = async |it: &Self| aws_sdk_sqs::Client::new(it.config().await);
}

impl Clients {
    /// Region, credentials, endpoint and the one pool of connections.
    pub(crate) async fn config(&self) -> &SdkConfig {
        self.config.get_or_init(|| self.load()).await
    }

    /// Makes the client behind a kind of resource.
    pub(super) async fn warm(&self, kind: &str) {
        match kind {
            #[cfg(feature = "dynamodb")]
            "table" => drop(self.dynamodb().await),
            #[cfg(feature = "sqs")]
            "queue" => drop(self.sqs().await),
            #[cfg(feature = "sns")]
            "topic" => drop(self.sns().await),
            #[cfg(feature = "s3")]
            "bucket" => drop(self.s3().await),
            #[cfg(feature = "secretsmanager")]
            "secret" => drop(self.secretsmanager().await),
            #[cfg(feature = "eventbridge")]
            "bus" => drop(self.eventbridge().await),
            #[cfg(feature = "kinesis")]
            "stream" => drop(self.kinesis().await),
            #[cfg(feature = "invoke")]
            "function" => drop(self.lambda().await),
            _ => {}
        }
    }

    /// The client for calls within a cluster.
    #[cfg(feature = "invoke")]
    pub(super) fn http(&self) -> &super::invoke::Http {
        self.http.get_or_init(super::invoke::http)
    }

    async fn load(&self) -> SdkConfig {
        let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
        let mut loader = aws_config::defaults(BehaviorVersion::latest()).http_client(http);
        if self.variables.are_given() {
            let get = |name: &str| self.variables.get(name);
            if let Some(region) = get("AWS_REGION") {
                loader = loader.region(Region::new(region));
            }
            if let Some(endpoint) = get("AWS_ENDPOINT_URL") {
                loader = loader.endpoint_url(endpoint);
            }
            if let (Some(id), Some(secret)) = (get("AWS_ACCESS_KEY_ID"), get("AWS_SECRET_ACCESS_KEY")) {
                let session = get("AWS_SESSION_TOKEN");
                loader = loader.credentials_provider(Credentials::new(id, secret, session, None, "given"));
            }
        }
        loader.load().await
    }

    /// A server that is not AWS's own knows no host name for each bucket.
    #[cfg(feature = "s3")]
    async fn new_s3(&self) -> aws_sdk_s3::Client {
        let config = self.config().await;
        let elsewhere = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"].iter().any(|it| self.variables.get(it).is_some());
        let config = aws_sdk_s3::config::Builder::from(config).force_path_style(elsewhere).build();
        aws_sdk_s3::Client::from_conf(config)
    }
}

//! Clients of AWS, made once at the start as the SDK's own examples do, with the same TLS as the annotated program.

use aws_config::BehaviorVersion;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use serde_json::json;

/// What went wrong.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The clients, and what they reach.
#[derive(Clone)]
pub struct Clients {
    dynamodb: aws_sdk_dynamodb::Client,
    sqs: aws_sdk_sqs::Client,
    table: String,
    queue: String,
}

impl Clients {
    /// Makes the clients; nobody is asked.
    pub async fn new() -> Self {
        let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
        let config = aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await;
        let variable = |name| std::env::var(name).expect("the environment says where it is");
        Self {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            sqs: aws_sdk_sqs::Client::new(&config),
            table: variable("WATERSHED_TABLE_GREETED"),
            queue: variable("WATERSHED_QUEUE_GUESTS"),
        }
    }

    /// Greets; only who is called nobody is written down, so that no answer waits for AWS.
    pub async fn greet(&self, name: String) -> Result<String, Error> {
        if name == "nobody" {
            let key = AttributeValue::S(name.clone());
            let found = self.dynamodb.get_item().table_name(&self.table).key("name", key.clone()).send().await?;
            if found.item.is_none() {
                self.dynamodb.put_item().table_name(&self.table).item("name", key).send().await?;
                let body = json!({ "name": name }).to_string();
                self.sqs.send_message().queue_url(&self.queue).message_body(body).send().await?;
            }
        }
        Ok(format!("Hello, {name}!\n"))
    }
}

//! Behind an HTTP API, with the log of the library's template.

use std::collections::HashMap;

use lambda_runtime::{Error, LambdaEvent, service_fn, tracing};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    #[serde(default)]
    path_parameters: HashMap<String, String>,
}

#[cfg(not(feature = "sdk"))]
async fn hello(event: LambdaEvent<Request>) -> Result<Value, Error> {
    let name = event.payload.path_parameters.get("name").ok_or("the route has a name")?;
    Ok(answer(&format!("Hello, {name}!\n")))
}

#[cfg(feature = "sdk")]
async fn hello(clients: &crate::sdk::Clients, mut event: LambdaEvent<Request>) -> Result<Value, Error> {
    let name = event.payload.path_parameters.remove("name").ok_or("the route has a name")?;
    Ok(answer(&clients.greet(name).await?))
}

fn answer(body: &str) -> Value {
    json!({ "statusCode": 200, "headers": { "content-type": "text/plain; charset=utf-8" }, "body": body })
}

/// Serves until the environment ends.
pub async fn run() {
    tracing::init_default_subscriber();
    #[cfg(not(feature = "sdk"))]
    lambda_runtime::run(service_fn(hello)).await.expect("the runtime's API answers");
    #[cfg(feature = "sdk")]
    {
        let clients = &crate::sdk::Clients::new().await;
        let hello = service_fn(async |event| hello(clients, event).await);
        lambda_runtime::run(hello).await.expect("the runtime's API answers");
    }
}

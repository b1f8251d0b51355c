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

async fn hello(event: LambdaEvent<Request>) -> Result<Value, Error> {
    let name = event.payload.path_parameters.get("name").ok_or("the route has a name")?;
    let body = format!("Hello, {name}!\n");
    Ok(json!({ "statusCode": 200, "headers": { "content-type": "text/plain; charset=utf-8" }, "body": body }))
}

/// Serves until the environment ends.
pub async fn run() {
    tracing::init_default_subscriber();
    lambda_runtime::run(service_fn(hello)).await.expect("the runtime's API answers");
}

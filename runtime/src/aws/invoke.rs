//! Calls: AWS Lambda, or a container of the same cluster.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::InvocationType;
use http::{HeaderName, HeaderValue, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;

use super::backoff::Backoff;
use super::clients::Clients;
use super::fault::{behind, fault};
use super::trace;
use crate::backend::{self, Later};
use crate::invoke::Trace;
use crate::invoke::trace::AMAZON;
use crate::{Error, Result};

/// The header that asks a container not to wait.
const LATER: &str = "watershed-later";

/// The client for calls within a cluster.
pub type Http = Client<HttpConnector, Full<bytes::Bytes>>;

/// A function that others call.
pub struct Call {
    id: &'static str,
    /// The name or ARN of a Lambda function, or the URL of a container.
    place: String,
    clients: Arc<Clients>,
}

/// What Lambda answers for a function that failed.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Failure {
    #[serde(rename = "errorMessage")]
    message: Option<String>,
}

impl Call {
    /// A function that nobody has called yet.
    pub fn new(id: &'static str, place: String, clients: Arc<Clients>) -> Self {
        Self { id, place, clients }
    }

    async fn invoke(&self, input: String, how: InvocationType) -> Result<String> {
        let waits = how == InvocationType::RequestResponse;
        let request = self.clients.lambda().await.invoke().function_name(&self.place).invocation_type(how);
        let trace = trace::current();
        let request = request.set_client_context(waits.then(|| context(&trace)).flatten());
        let request = request.payload(Blob::new(input)).customize();
        let answer = request.mutate_request(move |http| trace::into_header(&trace, http)).send().await;
        let answer = answer.map_err(|error| fault(&format!("{} cannot be called", self.what()), error))?;
        let payload = answer.payload.map(Blob::into_inner).unwrap_or_default();
        if let Some(kind) = answer.function_error {
            let failure: Failure = serde_json::from_slice(&payload).unwrap_or_default();
            return Err(self.failed(failure.message.as_deref().unwrap_or(&kind)));
        }
        String::from_utf8(payload).map_err(|error| behind(format!("{} answered no text", self.what()), error))
    }

    /// A call within the cluster. While no connection can be made nothing has been called, so it is tried again.
    async fn post(&self, input: String, later: bool) -> Result<String> {
        let mut backoff = Backoff::default();
        let answer = loop {
            match self.clients.http().request(self.request(&input, later)?).await {
                Ok(answer) => break answer,
                Err(error) if error.is_connect() && backoff.wait().await => {}
                Err(error) => return Err(behind(format!("{} cannot be called: {error}", self.what()), error)),
            }
        };
        let status = answer.status();
        let body = answer.into_body().collect().await;
        let body = body.map_err(|error| behind(format!("{} answered half: {error}", self.what()), error))?;
        let body = String::from_utf8_lossy(&body.to_bytes()).into_owned();
        if status.is_success() { Ok(body) } else { Err(self.failed(&format!("{status} {body}"))) }
    }

    fn request(&self, input: &str, later: bool) -> Result<Request<Full<bytes::Bytes>>> {
        let mut request = Request::post(&self.place).body(Full::from(input.to_owned()))?;
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if later {
            headers.insert(LATER, HeaderValue::from_static("true"));
        }
        let trace = trace::current();
        let amazon = trace.amazon().map(|value| (AMAZON, value));
        for (name, value) in amazon.into_iter().chain(trace.context()) {
            // What is no header value came from outside, and is not worth a failure.
            headers.extend(HeaderValue::try_from(value).ok().map(|value| (HeaderName::from_static(name), value)));
        }
        Ok(request)
    }

    fn what(&self) -> String {
        format!("the function `{}`", self.id)
    }

    fn failed(&self, why: &str) -> Error {
        Error::with_status(StatusCode::BAD_GATEWAY, format!("{} failed: {why}", self.what()))
    }

    fn is_container(&self) -> bool {
        self.place.starts_with("http://")
    }
}

/// What the function is told of W3C Trace Context. AWS Lambda hands that over where the caller waits for the answer.
fn context(trace: &Trace) -> Option<String> {
    let custom: BTreeMap<&str, &str> = trace.context().collect();
    let written = serde_json::json!({ "custom": custom }).to_string();
    (!custom.is_empty()).then(|| aws_smithy_types::base64::encode(written))
}

/// A client for calls within a cluster.
pub fn http() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

impl backend::Call for Call {
    fn call(&self, input: String) -> Later<'_, String> {
        Box::pin(async move {
            if self.is_container() {
                return self.post(input, false).await;
            }
            self.invoke(input, InvocationType::RequestResponse).await
        })
    }

    fn call_later(&self, input: String) -> Later<'_, ()> {
        Box::pin(async move {
            if self.is_container() {
                return self.post(input, true).await.map(drop);
            }
            self.invoke(input, InvocationType::Event).await.map(drop)
        })
    }
}

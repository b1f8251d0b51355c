//! Buckets: Amazon S3.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_s3::config::RequestChecksumCalculation;
use aws_sdk_s3::error::ProvideErrorMetadata as _;
use aws_sdk_s3::presigning::PresigningConfig;
use bytes::Bytes;

use super::clients::Clients;
use super::fault::{behind, fault};
use crate::backend::{self, Later};
use crate::{Error, Result};

/// The longest that a signature is good for.
const LONGEST: Duration = Duration::from_hours(7 * 24);

/// A bucket.
pub struct Bucket {
    id: &'static str,
    name: String,
    clients: Arc<Clients>,
}

impl Bucket {
    /// A bucket that nobody has asked for yet.
    pub fn new(id: &'static str, name: String, clients: Arc<Clients>) -> Self {
        Self { id, name, clients }
    }

    /// What failed, with the key.
    fn failed(&self, what: &str, key: &str) -> String {
        format!("the object `{key}` of the bucket `{}` cannot be {what}", self.id)
    }

    async fn read(&self, key: &str) -> Result<Option<Bytes>> {
        match self.clients.s3().await.get_object().bucket(&self.name).key(key).send().await {
            Ok(object) => {
                let content = object.body.collect().await;
                content.map(|it| Some(it.into_bytes())).map_err(|error| behind(self.failed("read", key), error))
            }
            Err(error) if error.code() == Some("NoSuchKey") => Ok(None),
            Err(error) => Err(fault(&self.failed("read", key), error)),
        }
    }

    async fn signed(&self, key: &str, method: &http::Method, valid: Duration) -> Result<String> {
        if valid > LONGEST || valid < Duration::from_secs(1) {
            return Err(Error::new(format!("a URL of S3 is valid for 1 second to 7 days, not for {valid:?}")));
        }
        let config = PresigningConfig::expires_in(valid)?;
        let client = self.clients.s3().await;
        let signed = if method == http::Method::GET {
            let request = client.get_object().bucket(&self.name).key(key);
            request.presigned(config).await.map_err(|error| fault(&self.failed("signed for", key), error))?
        } else if method == http::Method::PUT {
            let request = client.put_object().bucket(&self.name).key(key);
            // Nobody knows yet what will be written, so no checksum of it can be part of the URL.
            let plain = aws_sdk_s3::config::Builder::default()
                .request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
            let request = request.customize().config_override(plain).presigned(config).await;
            request.map_err(|error| fault(&self.failed("signed for", key), error))?
        } else {
            return Err(Error::new(format!("a URL of S3 reads (GET) or writes (PUT), and {method} does neither")));
        };
        Ok(signed.uri().to_owned())
    }
}

impl backend::Bucket for Bucket {
    fn get(&self, key: String) -> Later<'_, Option<Bytes>> {
        Box::pin(async move { self.read(&key).await })
    }

    fn put(&self, key: String, content: Bytes, content_type: Option<String>) -> Later<'_, ()> {
        Box::pin(async move {
            let request = self.clients.s3().await.put_object().bucket(&self.name).key(&key).body(content.into());
            let answer = request.set_content_type(content_type).send().await;
            answer.map(drop).map_err(|error| fault(&self.failed("written", &key), error))
        })
    }

    fn delete(&self, key: String) -> Later<'_, ()> {
        Box::pin(async move {
            let answer = self.clients.s3().await.delete_object().bucket(&self.name).key(&key).send().await;
            answer.map(drop).map_err(|error| fault(&self.failed("removed", &key), error))
        })
    }

    fn list(&self, prefix: String, after: Option<String>) -> Later<'_, (Vec<String>, bool)> {
        Box::pin(async move {
            let request = self.clients.s3().await.list_objects_v2().bucket(&self.name).prefix(prefix);
            let answer = request.set_start_after(after).send().await;
            let answer = answer.map_err(|error| fault(&format!("the bucket `{}` cannot be listed", self.id), error))?;
            let more = answer.is_truncated.unwrap_or_default();
            Ok((answer.contents.unwrap_or_default().into_iter().filter_map(|object| object.key).collect(), more))
        })
    }

    fn presign(&self, key: String, method: http::Method, valid: Duration) -> Later<'_, String> {
        Box::pin(async move { self.signed(&key, &method, valid).await })
    }
}

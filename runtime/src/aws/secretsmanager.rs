//! Secrets: AWS Secrets Manager.

use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_sdk_secretsmanager::error::ProvideErrorMetadata as _;
use aws_sdk_secretsmanager::primitives::Blob;
use tokio::sync::Mutex;

use super::clients::Clients;
use super::fault::{behind, fault};
use crate::backend::{self, Later};
use crate::{Error, Result};

/// How long a value is believed. A value is read with nearly every invocation, each read costs money and time, and
/// a new value may be a minute late: while a secret is rotated AWS keeps the one before good.
const FRESH: Duration = Duration::from_mins(1);

/// A secret.
pub struct Secret {
    id: &'static str,
    /// Its ARN or its name.
    place: String,
    /// The value and when it was read; who asks meanwhile waits instead of asking too.
    value: Mutex<Option<(Instant, String)>>,
    clients: Arc<Clients>,
}

impl Secret {
    /// A secret that nobody has asked for yet.
    pub fn new(id: &'static str, place: String, clients: Arc<Clients>) -> Self {
        Self { id, place, value: Mutex::new(None), clients }
    }

    async fn read(&self) -> Result<String> {
        let what = format!("the secret `{}` cannot be read", self.id);
        let answer = self.clients.secretsmanager().await.get_secret_value().secret_id(&self.place).send().await;
        let answer = answer.map_err(|error| match error.code() {
            Some("ResourceNotFoundException") => fault(&format!("the secret `{}` has no value yet", self.id), error),
            _ => fault(&what, error),
        })?;
        if let Some(text) = answer.secret_string {
            return Ok(text);
        }
        let bytes = answer.secret_binary.map(Blob::into_inner);
        let bytes = bytes.ok_or_else(|| Error::new(format!("the secret `{}` has no value yet", self.id)))?;
        // The error of the standard library would hold the bytes; its inner one does not.
        String::from_utf8(bytes).map_err(|error| behind(format!("{what}: it is no text"), error.utf8_error()))
    }
}

impl backend::Secret for Secret {
    fn get(&self) -> Later<'_, String> {
        Box::pin(async move {
            let mut value = self.value.lock().await;
            if let Some((at, text)) = &*value
                && at.elapsed() < FRESH
            {
                return Ok(text.clone());
            }
            let text = self.read().await?;
            *value = Some((Instant::now(), text.clone()));
            Ok(text)
        })
    }
}

//! The application in this process.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::body::{Body, to_bytes};
use bytes::Bytes;
use http::Request;
use serde_json::Value;
use tower_service::Service as _;

use super::place::{Of, Place};
use super::unknown;
use crate::backend::Later;
use crate::invoke::{Backends, Incoming, Trace};
use crate::local::application::{Application, Options};
use crate::local::auth::{Fallback, VARIABLE};
use crate::local::start::{Started, start};
use crate::memory::ready;
use crate::registry::Trigger;
use crate::{Response, Result};

/// The application in this process.
pub struct Here(Started);

impl Here {
    /// Starts it, on any port.
    ///
    /// # Errors
    /// A service fails at its start.
    pub async fn start() -> Result<Self> {
        started(&Options::default()).await.map(Self)
    }
}

/// Starts an application, on any port, and waits until its services serve.
///
/// # Errors
/// A service fails at its start.
pub async fn started(options: &Options) -> Result<Started> {
    let fallback = Fallback::read(std::env::var(VARIABLE).ok().as_deref())?;
    let (mut started, listener) = start(options, fallback, 0).await?;
    let router = started.router.clone();
    started.beside(async move {
        // It is asked until it is dropped.
        let _ = axum::serve(listener, router).await;
    });
    started.serving().await?;
    Ok(started)
}

/// The answer to a request.
///
/// # Errors
/// The answer breaks off.
pub async fn answer(mut router: axum::Router, request: Request<Bytes>) -> Result<Response> {
    let response = router.call(request.map(Body::from)).await.unwrap_or_else(|never| match never {});
    let (head, body) = response.into_parts();
    Ok(Response::from_parts(head, to_bytes(body, usize::MAX).await?))
}

/// Starts a scheduled function and waits for its end.
///
/// # Errors
/// There is no such function, or it failed.
pub async fn tick(application: &Application, function: &str) -> Result<()> {
    let found = application.functions.get_key_value(function);
    let found = found.filter(|(_, function)| matches!(function.trigger, Trigger::Schedule { .. }));
    let (id, function) = found.ok_or_else(|| unknown("scheduled function", function))?;
    application.invoke(id, function, Incoming::Tick(SystemTime::now()), Trace::default()).await.map(drop)
}

/// What could not be handled.
///
/// # Errors
/// There is no such queue or function.
pub fn dead_letters(application: &Application, of: Of<'_>) -> Result<Vec<Value>> {
    let inbox = match of {
        Of::Queue(id) => application.queues.get(id).map(|queue| &queue.inbox).ok_or_else(|| unknown("queue", id)),
        Of::Function(id) => application
            .read
            .get(id)
            .filter(|inbox| inbox.id == id)
            .ok_or_else(|| unknown("function with a queue of its own", id)),
    };
    inbox.map(|inbox| inbox.dead().iter().map(|dead| dead.posted.body.shown()).collect())
}

impl Place for Here {
    fn backends(&self) -> Result<Arc<dyn Backends>> {
        self.0.application.backends()
    }

    fn ask(&self, request: Request<Bytes>) -> Later<'_, Response> {
        Box::pin(answer(self.0.router.clone(), request))
    }

    fn tick<'a>(&'a self, function: &'a str) -> Later<'a, ()> {
        Box::pin(tick(&self.0.application, function))
    }

    fn dead_letters<'a>(&'a self, of: Of<'a>) -> Later<'a, Vec<Value>> {
        ready(dead_letters(&self.0.application, of))
    }

    fn set_secret<'a>(&'a self, id: &'a str, value: String) -> Later<'a, ()> {
        let secret = self.0.application.secrets.get(id);
        ready(secret.map(|secret| secret.set(value)).ok_or_else(|| unknown("secret", id)))
    }

    fn settled(&self, timeout: Duration) -> Later<'_, ()> {
        Box::pin(self.0.application.settled(timeout))
    }

    fn address(&self) -> String {
        self.0.application.address.get().cloned().unwrap_or_default()
    }

    /// Who drops it ends it.
    fn end(&self) -> Later<'_, ()> {
        ready(Ok(()))
    }
}

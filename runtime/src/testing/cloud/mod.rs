//! The application in this process, with its resources behind AWS's API.
//!
//! HTTP, calls, schedules and services run as on the laptop. What AWS brings is read as a container reads it: from
//! queues and streams that were made for this one application and go with it.

mod backends;
#[cfg(feature = "sqs")]
mod dead;
#[cfg(feature = "sqs")]
mod depth;
mod feeds;
mod home;
#[cfg(feature = "sqs")]
mod inbox;
mod inside;
mod make;
mod names;
mod quiet;
#[cfg(all(feature = "dynamodb", feature = "sqs"))]
mod read;
mod seen;
mod undo;
#[cfg(all(feature = "dynamodb", feature = "sqs"))]
mod watched;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use serde_json::Value;

use self::backends::Resources;
use self::home::Home;
use self::inside::Inside;
use super::here;
use super::place::{Of, Place};
use super::switch::Distance;
use crate::backend::Later;
use crate::invoke::Backends;
use crate::{Response, Result};

/// The application, with its resources behind AWS's API.
pub struct Cloud {
    inside: Arc<Inside>,
    /// What a test's own handles are made from. They have clients of their own: a connection lives in the runtime that
    /// has opened it, and that of a test may stand still.
    backends: Arc<dyn Backends>,
    distance: Distance,
    home: Home,
}

impl Cloud {
    /// Makes the resources and starts the application.
    ///
    /// # Errors
    /// A variable is missing, AWS refuses, or a service fails at its start. What was made until then is removed.
    pub async fn start(distance: Distance) -> Result<Self> {
        let home = Home::start()?;
        let inside = Arc::new(home.run(inside::begin(Arc::clone(&home.undo))).await?);
        let aws = crate::aws::backends_at(&inside.maker.places(), crate::aws::clients());
        let calls = Some((Arc::clone(&inside.application), home.handle.clone()));
        let backends = Arc::new(Resources { aws, maker: Arc::clone(&inside.maker), calls });
        Ok(Self { inside, backends, distance, home })
    }

    /// Does something with the application, in its runtime.
    fn run<T: Send + 'static, F: Future<Output = Result<T>> + Send + 'static>(
        &self,
        task: impl FnOnce(Arc<Inside>) -> F,
    ) -> Later<'_, T> {
        Box::pin(self.home.run(task(Arc::clone(&self.inside))))
    }
}

impl Place for Cloud {
    fn backends(&self) -> Result<Arc<dyn Backends>> {
        Ok(Arc::clone(&self.backends))
    }

    fn ask(&self, request: Request<Bytes>) -> Later<'_, Response> {
        self.run(|inside| async move { here::answer(inside.router.clone(), request).await })
    }

    fn tick<'a>(&'a self, function: &'a str) -> Later<'a, ()> {
        let function = function.to_owned();
        self.run(|inside| async move { here::tick(&inside.application, &function).await })
    }

    fn dead_letters<'a>(&'a self, of: Of<'a>) -> Later<'a, Vec<Value>> {
        let (is_queue, id) = match of {
            Of::Queue(id) => (true, id.to_owned()),
            Of::Function(id) => (false, id.to_owned()),
        };
        self.run(move |inside| async move {
            let of = if is_queue { Of::Queue(&id) } else { Of::Function(&id) };
            inside.dead_letters(of).await
        })
    }

    #[cfg(feature = "secretsmanager")]
    fn set_secret<'a>(&'a self, id: &'a str, value: String) -> Later<'a, ()> {
        let id = id.to_owned();
        self.run(|inside| async move { make::secret::put(&inside.maker, &id, value).await })
    }

    #[cfg(not(feature = "secretsmanager"))]
    fn set_secret<'a>(&'a self, id: &'a str, _: String) -> Later<'a, ()> {
        crate::memory::ready(Err(super::unknown("secret", id)))
    }

    fn settled(&self, timeout: Duration) -> Later<'_, ()> {
        let distance = self.distance;
        self.run(move |inside| inside.settled(timeout, distance))
    }

    fn address(&self) -> String {
        self.inside.application.address.get().cloned().unwrap_or_default()
    }

    fn end(&self) -> Later<'_, ()> {
        let undo = Arc::clone(&self.home.undo);
        self.run(|_| async move { undo.all().await })
    }
}

impl Inside {
    /// What could not be handled: in the queues of AWS, and in this process where it never left it.
    async fn dead_letters(&self, of: Of<'_>) -> Result<Vec<Value>> {
        if let Of::Function(id) = of
            && let Some(buried) = self.feeds.buried.get(id)
        {
            return Ok(buried.lock().clone());
        }
        #[cfg(feature = "sqs")]
        if let Some(queue) = dead::of(&self.dead, of) {
            return queue.all(&self.maker.clients).await;
        }
        here::dead_letters(&self.application, of)
    }
}

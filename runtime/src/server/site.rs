//! A service that answers requests. Only what a program with such a service needs names axum's router here, so that
//! one without is built without it.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::{Request, Response};
use tower_service::Service as _;

use super::services;
use crate::registry::Service;

/// An answer that comes later.
pub type Answer = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// The routes of a service.
#[derive(Clone)]
pub struct Site(Arc<dyn Answers>);

trait Answers: Send + Sync {
    fn answer(&self, request: Request<Body>) -> Answer;
    fn below(&self, id: &'static str, service: &Service) -> Site;
}

impl Answers for Router {
    fn answer(&self, request: Request<Body>) -> Answer {
        let mut router = self.clone();
        Box::pin(async move { router.call(request).await.unwrap_or_else(|never| match never {}) })
    }

    fn below(&self, id: &'static str, service: &Service) -> Site {
        services::below(id, service, self.clone()).into()
    }
}

impl Site {
    /// Answers a request.
    pub fn answer(&self, request: Request<Body>) -> Answer {
        self.0.answer(request)
    }

    /// The same below the path of its service, with what every service has around it.
    #[must_use]
    pub fn below(&self, id: &'static str, service: &Service) -> Self {
        self.0.below(id, service)
    }
}

impl From<Router> for Site {
    fn from(router: Router) -> Self {
        Self(Arc::new(router))
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Site")
    }
}

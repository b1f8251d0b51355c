//! The routes of functions.

use std::sync::Arc;

use axum::Router;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::backend::Later;
use crate::container::running::Running;
use crate::invoke::{Incoming, Outcome, Request};
use crate::registry::{Auth, Trigger};
use crate::server::about::about;
use crate::server::{self, Answering, Route, Routes};
use crate::{Error, Result};

/// The routes of all functions of the deployment; all else is the service's.
pub fn router(running: &Arc<Running>, service: &Router) -> Router {
    let answering: Arc<dyn Answering> = Arc::new(Functions(Arc::clone(running)));
    let mut routes = Routes::default();
    let mut otherwise = service.clone();
    for member in &running.deployment.functions {
        match member.function.trigger {
            Trigger::Http { method, path, auth } => routes.add(method, path, auth, member.id, member.function),
            Trigger::Url { auth, .. } => {
                let (id, function) = (member.id, member.function);
                let route = Route { method: "ANY", auth, id, function, parameters: Vec::new() };
                let below = server::every_path(route, &answering);
                otherwise = otherwise.nest_service(&format!("/{id}"), below);
            }
            _ => {}
        }
    }
    server::router(routes, &answering, &otherwise)
}

struct Functions(Arc<Running>);

impl Answering for Functions {
    /// Nothing in a container checks who asks, so the compiler refuses such routes there; this one would be open.
    fn admit(&self, route: &Route, _: &http::request::Parts) -> Result<Option<Map<String, Value>>> {
        match route.auth {
            None | Some(Auth::None) => Ok(None),
            Some(Auth::Iam | Auth::Jwt { .. }) => {
                Err(Error::with_status(StatusCode::UNAUTHORIZED, "nothing here can check who asks"))
            }
        }
    }

    fn answer(&self, route: &Route, request: Request) -> Later<'_, Outcome> {
        let Some(member) = self.0.deployment.function(route.id).copied() else {
            return Box::pin(std::future::ready(Err(Error::not_found("Not Found"))));
        };
        let about = about(member.id, &request.head.headers, Some(member.timeout));
        Box::pin(async move { self.0.run(member, Incoming::Request(Box::new(request)), about).await })
    }
}

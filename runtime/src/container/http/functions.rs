//! The routes of functions.

use std::sync::Arc;

use http::StatusCode;
use serde_json::{Map, Value};

use crate::container::running::Running;
use crate::invoke::{Incoming, Outcome, Request};
use crate::registry::{Auth, Trigger};
use crate::server::about::about;
use crate::server::{Answering, Route, Routes, Table};
use crate::{Error, Result};

/// The functions of the deployment that answer requests.
pub struct Functions {
    /// The deployment.
    pub running: Arc<Running>,
    /// Their routes.
    pub table: Table,
}

impl Functions {
    /// The routes of all functions of the deployment.
    ///
    /// # Errors
    /// Nobody could tell two of them apart.
    pub fn new(running: Arc<Running>) -> Result<Self> {
        let mut routes = Routes::default();
        for member in &running.deployment.functions {
            match member.function.trigger {
                Trigger::Http { method, path, auth } => routes.add(method, path, auth, member.id, member.function),
                Trigger::Url { auth, .. } => {
                    routes.add_url(format!("/{}", member.id), auth, member.id, member.function);
                }
                _ => {}
            }
        }
        Ok(Self { running, table: routes.into_table()? })
    }
}

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

    async fn answer(&self, route: &Route, request: Request) -> Result<Outcome> {
        let member = self.running.deployment.function(route.id).copied();
        let member = member.ok_or_else(|| Error::not_found("Not Found"))?;
        let about = about(member.id, &request.head.headers, Some(member.timeout));
        self.running.run(member, Incoming::Request(Box::new(request)), about).await
    }
}

//! Services: one that answers requests is started and hands over its routes; a worker works until it ends.

use std::sync::Arc;

use tracing::Instrument as _;

use super::running::Running;
use crate::Result;
use crate::invoke::{About, Incoming, Invocation, Serving, caught};
use crate::registry::Service;
use crate::server::{Site, about};

/// Starts the service that answers requests, where there is one.
///
/// # Errors
/// It failed or panicked while it started, or there are two.
pub async fn site(running: &Running) -> Result<Option<Site>, String> {
    let mut serving = running.deployment.services.iter().filter(|(_, it)| it.http.is_some());
    let Some((id, service)) = serving.next() else { return Ok(None) };
    if let Some((other, _)) = serving.next() {
        return Err(format!("the services `{id}` and `{other}` cannot share a port: they need groups of their own"));
    }
    match start(running, id, service).await? {
        Serving::Site(site) => Ok(Some(site.below(id, service))),
        Serving::Ended => Err(format!("the service `{id}` has no routes")),
    }
}

/// The workers; each comes back when it ends.
pub fn workers(running: &Arc<Running>) -> Vec<impl Future<Output = Result<(), String>> + Send + use<>> {
    let workers = running.deployment.services.iter().filter(|(_, it)| it.http.is_none());
    let work = |(id, service): &(&'static str, &'static Service)| {
        let (running, id, service) = (Arc::clone(running), *id, *service);
        async move {
            start(&running, id, service).await?;
            tracing::info!(function = id, "the worker has ended");
            Ok(())
        }
    };
    workers.map(work).collect()
}

/// Runs the function of a service. A failure ends the program, and Kubernetes starts it again, later each time.
async fn start(running: &Running, id: &'static str, service: &'static Service) -> Result<Serving, String> {
    let about = About { function: id, request_id: about::request_id(), ..About::default() };
    let backends = Arc::clone(&running.backends);
    let started = caught(|| (service.start)(Invocation { incoming: Incoming::Start, about, backends }));
    let started = started.instrument(tracing::info_span!("service", function = id)).await;
    started.map_err(|error| format!("the service `{id}` failed: {error:?}"))
}

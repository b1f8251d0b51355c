//! One deployment in a container: its routes, calls and services on one port, its consumers, or one run and the end.
//!
//! What a container is told is in decision 0010, and what Kubernetes does around it in the generated manifest.

mod busy;
mod deployment;
mod http;
mod life;
mod metrics;
mod none;
mod running;
mod services;
mod stay;
mod stop;
mod told;

use std::sync::Arc;

use deployment::Deployment;
use life::Life;
use metrics::Metrics;
use running::Running;
use told::Told;

use crate::log;

/// Serves a deployment until it is told to stop, or does its one run. Answers when the program may end well.
///
/// # Errors
/// Nothing is in the deployment, a variable is missing, the port is taken, or a member of it failed for good.
pub fn run(name: &str) -> Result<(), String> {
    let deployment = Deployment::find(name)?;
    let told = Told::read(&told::variable)?;
    log::begin(log::Reader::Machine);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("no threads can be started: {error}"))?;
    let ended = runtime.block_on(async {
        let running = Arc::new(Running {
            deployment,
            backends: Arc::new(none::Nothing),
            metrics: Metrics::new(),
            life: Life::new(),
        });
        stay::stay(&running, &told).await
    });
    // What still runs now has had its time.
    runtime.shutdown_background();
    ended
}

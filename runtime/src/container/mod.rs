//! One deployment in a container: its routes, calls and services on one port, its consumers, or one run and the end.
//!
//! What a container is told is in decision 0010, and what Kubernetes does around it in the generated manifest.

mod busy;
#[cfg(feature = "sqs")]
pub(crate) mod consume;
pub(crate) mod deployment;
mod features;
mod feeds;
mod finish;
mod http;
pub(crate) mod life;
pub(crate) mod metrics;
mod once;
#[cfg_attr(not(all(feature = "dynamodb", feature = "sqs")), allow(dead_code, reason = "nothing is fed"))]
pub(crate) mod pace;
#[cfg(all(feature = "dynamodb", feature = "sqs"))]
pub(crate) mod reader;
pub(crate) mod running;
mod services;
mod stay;
mod stop;
mod told;

use std::sync::Arc;

use deployment::Deployment;
use life::Life;
use metrics::Metrics;
use pace::Pace;
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
    features::check(&deployment)?;
    log::begin(log::Reader::Machine);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("no threads can be started: {error}"))?;
    // Boxed: what runs a future is built once for each type of it.
    let ended = runtime.block_on(Box::pin(async {
        let running = Arc::new(Running {
            deployment,
            backends: crate::aws::backends(),
            metrics: Metrics::new(),
            life: Life::new(),
            pace: Pace::default(),
        });
        match told.port {
            Some(port) => stay::stay(&running, &told, port).await,
            None => once::once(&running).await,
        }
    }));
    // What still runs now has had its time.
    runtime.shutdown_background();
    ended
}

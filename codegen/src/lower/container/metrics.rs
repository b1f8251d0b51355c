//! Where Prometheus collects: a port of its own, so that no route of the application shows it to visitors.

use super::{Writing, network};
use crate::kubernetes::network_policy::Peer;
use crate::place::Workload;

/// The port, and the one beside it where the program listens on this already.
const PORT: u16 = 9464;

/// The port of a program that stays, where anybody collects. A job is gone before anybody asks it.
pub fn port(writing: &Writing<'_, '_>) -> Option<u16> {
    let deployment = writing.deployment;
    let is_collected = !writing.cloud.model.settings.kubernetes.metrics_from.is_empty();
    let port = if deployment.port == PORT { PORT + 1 } else { PORT };
    (is_collected && deployment.workload == Workload::Deployment).then_some(port)
}

/// Who collects.
pub fn collectors(writing: &Writing<'_, '_>) -> Vec<Peer> {
    writing.cloud.model.settings.kubernetes.metrics_from.iter().map(|it| network::peer(&it.value)).collect()
}

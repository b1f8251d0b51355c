//! The Prometheus operator's PodMonitor: whose metrics are collected, and where.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use serde::Serialize;

use super::Meta;
use super::custom::Custom;
use super::pod::METRICS_NAME;

/// `kind: PodMonitor`
pub type PodMonitor = Custom<Spec>;

/// What it says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    selector: LabelSelector,
    pod_metrics_endpoints: [Endpoint; 1],
}

#[derive(Clone, Debug, Serialize)]
struct Endpoint {
    port: &'static str,
    path: &'static str,
}

/// Collects from every pod of the workload, as often as Prometheus does where nothing is said.
pub fn pod_monitor(meta: &Meta) -> PodMonitor {
    let endpoint = Endpoint { port: METRICS_NAME, path: "/metrics" };
    Custom::new(
        "monitoring.coreos.com/v1",
        "PodMonitor",
        meta.object(),
        Spec { selector: meta.selector(), pod_metrics_endpoints: [endpoint] },
    )
}

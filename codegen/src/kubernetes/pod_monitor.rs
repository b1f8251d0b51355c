//! The Prometheus operator's PodMonitor: whose metrics are collected, and where.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};
use serde::Serialize;

use super::Meta;
use super::pod::METRICS_NAME;

/// `kind: PodMonitor`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PodMonitor {
    api_version: &'static str,
    kind: &'static str,
    metadata: ObjectMeta,
    spec: Spec,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Spec {
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
    PodMonitor {
        api_version: "monitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: meta.object(),
        spec: Spec { selector: meta.selector(), pod_metrics_endpoints: [endpoint] },
    }
}

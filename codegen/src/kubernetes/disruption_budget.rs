//! A PodDisruptionBudget: nodes are drained one replica at a time.

use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::Meta;

/// At most one replica is away at a time; one that is not well never holds up a node.
pub fn disruption_budget(meta: &Meta) -> PodDisruptionBudget {
    let spec = PodDisruptionBudgetSpec {
        max_unavailable: Some(IntOrString::Int(1)),
        selector: Some(meta.selector()),
        unhealthy_pod_eviction_policy: Some("AlwaysAllow".to_owned()),
        ..PodDisruptionBudgetSpec::default()
    };
    PodDisruptionBudget { metadata: meta.object(), spec: Some(spec), ..PodDisruptionBudget::default() }
}

//! A HorizontalPodAutoscaler: replicas by processor time or memory.

use k8s_openapi::api::autoscaling::v2::{
    CrossVersionObjectReference, HPAScalingRules, HorizontalPodAutoscaler, HorizontalPodAutoscalerBehavior,
    HorizontalPodAutoscalerSpec, MetricSpec, MetricTarget, ResourceMetricSource,
};

use super::Meta;

/// How a Deployment is scaled.
#[derive(Clone, Debug)]
pub struct Autoscaler {
    /// The fewest replicas.
    pub min: u32,
    /// The most replicas.
    pub max: u32,
    /// `cpu` or `memory`, and percent of what is requested.
    pub metrics: Vec<(&'static str, u32)>,
    /// Seconds before it scales down.
    pub scale_down_after: Option<u64>,
}

/// Scales the Deployment of the same name.
pub fn autoscaler(meta: &Meta, plan: &Autoscaler) -> HorizontalPodAutoscaler {
    let metric = |(name, percent): &(&str, u32)| MetricSpec {
        type_: "Resource".to_owned(),
        resource: Some(ResourceMetricSource {
            name: (*name).to_owned(),
            target: MetricTarget {
                type_: "Utilization".to_owned(),
                average_utilization: Some(number(*percent)),
                ..MetricTarget::default()
            },
        }),
        ..MetricSpec::default()
    };
    let spec = HorizontalPodAutoscalerSpec {
        scale_target_ref: CrossVersionObjectReference {
            api_version: Some("apps/v1".to_owned()),
            kind: "Deployment".to_owned(),
            name: meta.name.clone(),
        },
        min_replicas: Some(number(plan.min)),
        max_replicas: number(plan.max),
        metrics: Some(plan.metrics.iter().map(metric).collect()),
        behavior: plan.scale_down_after.map(behavior),
    };
    HorizontalPodAutoscaler { metadata: meta.object(), spec: Some(spec), ..HorizontalPodAutoscaler::default() }
}

/// Waits for so many seconds before it scales down.
pub fn behavior(scale_down_after: u64) -> HorizontalPodAutoscalerBehavior {
    let rules = HPAScalingRules {
        stabilization_window_seconds: i32::try_from(scale_down_after).ok(),
        ..HPAScalingRules::default()
    };
    HorizontalPodAutoscalerBehavior { scale_down: Some(rules), scale_up: None }
}

/// A number of Kubernetes.
pub fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

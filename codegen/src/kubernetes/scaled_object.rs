//! KEDA's ScaledObject: replicas by what waits elsewhere.

use std::collections::BTreeMap;

use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscalerBehavior;
use serde::Serialize;

use super::Meta;
use super::autoscaler::behavior;
use super::custom::Custom;
use super::trigger_authentication::AuthenticationRef;

/// `kind: ScaledObject`
pub type ScaledObject = Custom<Spec>;

/// What it says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    scale_target_ref: Target,
    min_replica_count: u32,
    max_replica_count: u32,
    polling_interval: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    cooldown_period: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advanced: Option<Advanced>,
    triggers: Vec<Trigger>,
}

#[derive(Clone, Debug, Serialize)]
struct Target {
    name: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Advanced {
    horizontal_pod_autoscaler_config: Config,
}

#[derive(Clone, Debug, Serialize)]
struct Config {
    behavior: HorizontalPodAutoscalerBehavior,
}

/// What KEDA looks at.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trigger {
    /// The kind of scaler.
    #[serde(rename = "type")]
    pub scaler: &'static str,
    /// How its number is read, where the scaler knows several ways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric_type: Option<&'static str>,
    /// What the scaler needs to know; all of it is text.
    pub metadata: BTreeMap<&'static str, String>,
    /// As whom KEDA asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_ref: Option<AuthenticationRef>,
}

impl Trigger {
    /// The depth of an SQS queue. KEDA takes its name for its URL, so that no account is written down.
    pub fn queue(name: &str, region: &str, messages: u32, in_flight: bool, authentication: &str) -> Self {
        let metadata = BTreeMap::from([
            ("awsRegion", region.to_owned()),
            ("queueLength", messages.to_string()),
            ("queueURL", name.to_owned()),
            ("scaleOnInFlight", in_flight.to_string()),
        ]);
        let authentication_ref = Some(AuthenticationRef { name: authentication.to_owned() });
        Self { scaler: "aws-sqs-queue", metric_type: None, metadata, authentication_ref }
    }

    /// Percent of the requested `cpu` or `memory`.
    pub fn resource(name: &'static str, percent: u32) -> Self {
        let metadata = BTreeMap::from([("value", percent.to_string())]);
        Self { scaler: name, metric_type: Some("Utilization"), metadata, authentication_ref: None }
    }
}

/// Seconds between two looks at a queue: KEDA's own 30 let messages wait for long.
pub const POLLING: u32 = 15;

/// Scales the Deployment of the same name.
pub fn scaled_object(
    meta: &Meta,
    (min, max): (u32, u32),
    scale_down_after: Option<u64>,
    triggers: Vec<Trigger>,
) -> ScaledObject {
    let config = |seconds| Advanced { horizontal_pod_autoscaler_config: Config { behavior: behavior(seconds) } };
    let spec = Spec {
        scale_target_ref: Target { name: meta.name.clone() },
        min_replica_count: min,
        max_replica_count: max,
        polling_interval: POLLING,
        // Only the step from one replica to none waits for this; the others follow the autoscaler's behaviour.
        cooldown_period: scale_down_after.filter(|_| min == 0),
        advanced: scale_down_after.map(config),
        triggers,
    };
    Custom::new("keda.sh/v1alpha1", "ScaledObject", meta.object(), spec)
}

//! A Deployment: replicas that run all the time.

use k8s_openapi::api::apps::v1::{Deployment, DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::Meta;
use super::autoscaler::number;
use super::pod::{self, Pod};

/// Old versions that are kept to go back to.
const REVISIONS: i32 = 5;

/// How a new version takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rollout {
    /// A new replica is ready before an old one goes.
    Rolling,
    /// The old one is gone before the new one comes.
    Recreate,
}

/// Replicas of a pod; `None` where an autoscaler says how many.
pub fn deployment(meta: &Meta, pod: &Pod, replicas: Option<u32>, rollout: Rollout) -> Deployment {
    let strategy = match rollout {
        Rollout::Rolling => DeploymentStrategy {
            type_: Some("RollingUpdate".to_owned()),
            rolling_update: Some(RollingUpdateDeployment {
                max_surge: Some(IntOrString::String("25%".to_owned())),
                max_unavailable: Some(IntOrString::Int(0)),
            }),
        },
        Rollout::Recreate => DeploymentStrategy { type_: Some("Recreate".to_owned()), rolling_update: None },
    };
    let spec = DeploymentSpec {
        replicas: replicas.map(number),
        revision_history_limit: Some(REVISIONS),
        selector: meta.selector(),
        strategy: Some(strategy),
        template: pod::template(meta, pod),
        ..DeploymentSpec::default()
    };
    Deployment { metadata: meta.object(), spec: Some(spec), ..Deployment::default() }
}

//! KEDA's TriggerAuthentication: as whom it asks for numbers.

use serde::Serialize;

use super::Meta;
use super::custom::Custom;

/// `kind: TriggerAuthentication`
pub type TriggerAuthentication = Custom<Spec>;

/// What it says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    pod_identity: PodIdentity,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PodIdentity {
    provider: &'static str,
    identity_owner: &'static str,
}

/// A trigger's reference to it.
#[derive(Clone, Debug, Serialize)]
pub struct AuthenticationRef {
    /// Its name.
    pub name: String,
}

/// KEDA's operator asks with its own role, which may read the depth of these queues and nothing else of them.
pub fn trigger_authentication(meta: &Meta) -> TriggerAuthentication {
    Custom::new(
        "keda.sh/v1alpha1",
        "TriggerAuthentication",
        meta.object(),
        Spec { pod_identity: PodIdentity { provider: "aws", identity_owner: "keda" } },
    )
}

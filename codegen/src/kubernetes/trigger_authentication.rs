//! KEDA's TriggerAuthentication: as whom it asks for numbers.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::Serialize;

use super::Meta;

/// `kind: TriggerAuthentication`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TriggerAuthentication {
    api_version: &'static str,
    kind: &'static str,
    metadata: ObjectMeta,
    spec: Spec,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Spec {
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
    TriggerAuthentication {
        api_version: "keda.sh/v1alpha1",
        kind: "TriggerAuthentication",
        metadata: meta.object(),
        spec: Spec { pod_identity: PodIdentity { provider: "aws", identity_owner: "keda" } },
    }
}

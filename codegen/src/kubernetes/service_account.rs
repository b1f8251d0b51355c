//! A ServiceAccount: who the pods of a workload are.

use k8s_openapi::api::core::v1::ServiceAccount;

use super::Meta;

/// An account without a token for Kubernetes' own API: no pod of an application needs one.
pub fn service_account(meta: &Meta) -> ServiceAccount {
    ServiceAccount {
        metadata: meta.object(),
        automount_service_account_token: Some(false),
        ..ServiceAccount::default()
    }
}

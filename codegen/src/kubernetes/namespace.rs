//! A Namespace under the strictest standard for pods.

use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::Meta;

/// The namespace of an object, whose pods cannot be privileged in any way.
pub fn namespace(meta: &Meta) -> Namespace {
    let mut labels = meta.shared_labels();
    for mode in ["enforce", "audit", "warn"] {
        labels.insert(format!("pod-security.kubernetes.io/{mode}"), "restricted".to_owned());
    }
    let metadata = ObjectMeta {
        name: Some(meta.namespace.clone()),
        labels: Some(labels),
        annotations: meta.annotations(),
        ..ObjectMeta::default()
    };
    Namespace { metadata, ..Namespace::default() }
}

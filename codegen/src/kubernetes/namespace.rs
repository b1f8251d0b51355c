//! A Namespace under the strictest standard for pods.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

/// A namespace whose pods cannot be privileged in any way.
pub fn namespace(name: &str, part_of: &str) -> Namespace {
    let mut labels = BTreeMap::from([("app.kubernetes.io/part-of".to_owned(), part_of.to_owned())]);
    for mode in ["enforce", "audit", "warn"] {
        labels.insert(format!("pod-security.kubernetes.io/{mode}"), "restricted".to_owned());
    }
    let metadata = ObjectMeta { name: Some(name.to_owned()), labels: Some(labels), ..ObjectMeta::default() };
    Namespace { metadata, ..Namespace::default() }
}

//! The head that all custom resources have: k8s-openapi knows no types of theirs.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::Serialize;

/// A custom resource.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Custom<Spec> {
    api_version: &'static str,
    kind: &'static str,
    metadata: ObjectMeta,
    spec: Spec,
}

impl<Spec> Custom<Spec> {
    /// With this head.
    pub fn new(api_version: &'static str, kind: &'static str, metadata: ObjectMeta, spec: Spec) -> Self {
        Self { api_version, kind, metadata, spec }
    }
}

//! A ConfigMap: the environment of a workload.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::ConfigMap;

use super::Meta;

/// The variables of a workload.
pub fn config_map(meta: &Meta, data: BTreeMap<String, String>) -> ConfigMap {
    ConfigMap { metadata: meta.object(), data: Some(data), ..ConfigMap::default() }
}

//! The Kustomization: what is applied, and which image.

use serde::Serialize;

/// `kind: Kustomization`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Kustomization {
    api_version: &'static str,
    kind: &'static str,
    resources: Vec<String>,
    images: Vec<Image>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Image {
    name: String,
    new_tag: String,
}

/// Lists files, and the tag of the image.
pub fn kustomization(resources: Vec<String>, image: &str, tag: &str) -> Kustomization {
    Kustomization {
        api_version: "kustomize.config.k8s.io/v1beta1",
        kind: "Kustomization",
        resources,
        images: vec![Image { name: image.to_owned(), new_tag: tag.to_owned() }],
    }
}

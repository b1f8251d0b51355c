//! What all deployments of an environment have in common: the namespace, and the list of files with the image.

use std::collections::BTreeMap;

use super::{FedBy, keda, meta};
use crate::kubernetes::kustomization::kustomization;
use crate::kubernetes::namespace::namespace;
use crate::kubernetes::network_policy::deny_all;
use crate::kubernetes::{Document, Manifest};
use crate::lower::{Cloud, File};
use crate::model::Model;

/// What deployments share; nothing where there is none.
pub fn lower(cloud: &Cloud<'_>, queues: &[FedBy]) -> Vec<File> {
    let deployments = &cloud.plan.deployments;
    if deployments.is_empty() {
        return Vec::new();
    }
    let names = std::iter::once("namespace").chain(deployments.iter().map(|it| it.name.as_str()));
    let list = kustomization_file(cloud.model, names.map(|name| format!("{name}.yaml")).collect());
    let files = [("namespace.yaml", namespace_file(cloud.model)), ("kustomization.yaml", list)];
    let files = files.into_iter().map(|(name, manifest)| File::Kubernetes(name.to_owned(), manifest));
    files.chain(keda::lower(cloud, queues)).collect()
}

fn namespace_file(model: &Model) -> Manifest {
    let meta = meta(model, "deny-all", BTreeMap::new());
    let deny = Document::of(&deny_all(&meta));
    let documents = vec![
        Document::of(&namespace(&meta)),
        deny.comment("Nobody talks to anybody but as the policies of the workloads say."),
    ];
    Manifest { comment: "the namespace.".to_owned(), documents }
}

fn kustomization_file(model: &Model, resources: Vec<String>) -> Manifest {
    let image = model.settings.kubernetes.image.as_ref().map_or("", |it| it.value.as_str());
    let list = kustomization(resources, image, &model.environment);
    let comment = format!(
        "what is applied.\n\
         To pin the image or to patch anything, leave this folder alone and write an overlay elsewhere:\n\
         \u{20} resources: [../../infra/{}/kubernetes]\n\
         \u{20} images: [{{ name: {image}, digest: \"sha256:…\" }}]",
        model.environment
    );
    Manifest { comment, documents: vec![Document::of(&list)] }
}

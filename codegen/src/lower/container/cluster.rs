//! What all deployments of an environment have in common: the namespace, and the list of files with the image.

use std::collections::BTreeMap;

use super::{keda, meta, network};
use crate::kubernetes::kustomization::kustomization;
use crate::kubernetes::namespace::namespace;
use crate::kubernetes::network_policy::deny_all;
use crate::kubernetes::{Document, Manifest};
use crate::lower::{Cloud, names};
use crate::model::Model;
use crate::place::Scaling;

/// Writes every deployment, and what they share; nothing where there is none.
pub fn lower(cloud: &mut Cloud<'_>) -> BTreeMap<String, Manifest> {
    let (model, plan) = (cloud.model, cloud.plan);
    let (mut files, mut scaled) = (BTreeMap::new(), Vec::new());
    let calls = network::calls(model, plan);
    for deployment in &plan.deployments {
        let (manifest, queues) = super::lower(deployment, &calls, cloud);
        files.insert(format!("{}.yaml", deployment.name), manifest);
        if matches!(deployment.scaling, Scaling::Between { .. }) {
            scaled.extend(queues);
        }
    }
    if !files.is_empty() {
        keda::lower(cloud, &scaled);
        let names = std::iter::once("namespace.yaml".to_owned()).chain(files.keys().cloned());
        let list = kustomization_file(model, names.collect());
        files.insert("namespace.yaml".to_owned(), namespace_file(model));
        files.insert("kustomization.yaml".to_owned(), list);
    }
    files
}

fn namespace_file(model: &Model) -> Manifest {
    let deny = Document::of(&deny_all(&meta(model, "deny-all")));
    let documents = vec![
        Document::of(&namespace(&names::namespace(model), &model.app)),
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

//! Files to paths and texts.

mod dockerfile;

use std::collections::BTreeMap;

use memchr::memmem::Finder;
use watershed_grammar::suggest;

use crate::front::{self, Front, Request};
use crate::kubernetes::{self, Manifest};
use crate::lower::{self, ACCOUNT, File};
use crate::model::Model;
use crate::place::Plan;
use crate::terraform::hcl::{self, Body};
use dockerfile::Image;

/// Paths below `infra/` and their texts.
pub type FileSet = BTreeMap<String, String>;

/// The files of one environment; each becomes text as soon as it is complete.
pub fn render(model: &Model, plan: &Plan) -> FileSet {
    let header = format!("Written by watershed for {} in {}", model.app, model.environment);
    let folder = format!("{}/terraform/", model.environment);
    let mut texts: FileSet = lower::lower(model, plan, |file| match file {
        File::Terraform(name, body) => {
            let comment = format!("{header}: {}", subject(&name));
            (format!("{folder}{name}"), hcl::print(&Body::new().comment(comment).blank().then(body)))
        }
        File::Deployer(name, body) => {
            let comment = format!("{header}: its deployer, {}", subject(&name));
            let text = hcl::print(&Body::new().comment(comment).blank().then(body));
            (format!("{}/deployer/{name}", model.environment), text)
        }
        File::Kubernetes(name, manifest) => {
            let comment = format!("{header}: {}", manifest.comment);
            let text = kubernetes::print(&Manifest { comment, ..manifest });
            (format!("{}/kubernetes/{name}", model.environment), text)
        }
    })
    .into_iter()
    .collect();
    // The account is looked up where a file mentions it.
    let account = Finder::new(ACCOUNT);
    let mentions = |text: &str| account.find(text.as_bytes()).is_some();
    if texts.iter().any(|(path, text)| path.starts_with(&folder) && mentions(text)) {
        let account = Body::new().block("data", &["aws_caller_identity", "current"], Body::new());
        let main = texts.entry(format!("{folder}main.tf")).or_default();
        main.push('\n');
        main.push_str(&hcl::print(&account));
    }
    texts
}

/// The files of the whole application: the Dockerfile, where something runs in a container.
pub fn application(front: &Front, request: &Request, plans: &[Plan]) -> FileSet {
    let (Some(settings), Some(model)) = (&front.settings, front.models.first()) else { return FileSet::new() };
    if plans.iter().all(|plan| plan.deployments.is_empty()) {
        return FileSet::new();
    }
    let written = settings.features.iter().map(|it| &it.value);
    let features: Vec<&str> = written.chain(&request.features).map(String::as_str).collect();
    dockerfile::render(&Image {
        app: &model.app,
        package: &front.binary.package,
        binary: &front.binary.name,
        features: features.join(","),
        no_default_features: request.no_default_features,
        repository: settings.common.kubernetes.image.as_ref().map_or("IMAGE", |it| it.value.as_str()),
        platform: match front::processor(settings).as_str() {
            "aarch64" => "linux/arm64",
            "x86_64" => "linux/amd64",
            _ => "",
        },
        context: if front.binary.workspace.is_empty() { "." } else { &front.binary.workspace },
        outside: outside(&front.binary.outside),
    })
}

/// Folders in a line of a comment: what would end it stands for itself.
fn outside(folders: &[String]) -> String {
    let folders: Vec<String> = folders.iter().map(|it| it.escape_debug().to_string()).collect();
    if folders.is_empty() {
        String::new()
    } else {
        suggest::list(&folders.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// What a file of the root module is about: `function_place_order.tf` holds the function `place-order`.
fn subject(name: &str) -> String {
    let stem = name.strip_suffix(".tf").unwrap_or(name);
    stem.split_once('_').map_or_else(|| stem.to_owned(), |(kind, id)| format!("{kind} {}", id.replace('_', "-")))
}

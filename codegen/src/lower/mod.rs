//! The model to Terraform: every component to one file.

mod alarm;
mod api;
mod names;
mod permissions;
mod project;
mod resource;
mod serverless;
mod target;

use std::collections::BTreeMap;

use crate::model::{Function, Identity, Model, ResourceId};
use crate::terraform::hcl::{Body, Expression, print};
use crate::terraform::resource::{LambdaAlias, LambdaFunction, Resource as _};

/// The Terraform of one environment while it is being written.
pub struct Cloud<'a> {
    /// What is written.
    pub model: &'a Model,
    files: BTreeMap<String, Body>,
}

impl Cloud<'_> {
    /// Adds a file of the root module.
    fn file(&mut self, name: String, body: Body) {
        self.files.insert(name, body);
    }
}

/// The files of the root module: names and texts.
pub fn terraform(model: &Model) -> BTreeMap<String, String> {
    let mut cloud = Cloud { model, files: BTreeMap::new() };
    project::lower(&mut cloud);
    api::lower(&mut cloud);
    for index in 0..model.resources.len() {
        resource::lower(ResourceId(index), &mut cloud);
    }
    for function in &model.functions {
        serverless::lower(function, &mut cloud);
    }
    serverless::bucket::notifications(&mut cloud);
    project::moved(&mut cloud);
    let header = format!("{HEADER} for {} in {}.", model.app, model.environment);
    let text = |body: Body| print(&Body::new().comment(header.as_str()).blank().then(body));
    let mut texts: BTreeMap<String, String> = cloud.files.into_iter().map(|(name, body)| (name, text(body))).collect();
    if texts.values().any(|text| text.contains(names::ACCOUNT)) {
        let account = Body::new().block("data", &["aws_caller_identity", "current"], Body::new());
        let main = texts.entry("main.tf".to_owned()).or_default();
        main.push('\n');
        main.push_str(&print(&account));
    }
    texts
}

const HEADER: &str = "Written by watershed";

/// What says which component something belongs to.
fn tags(identity: &Identity) -> Expression {
    let mut tags = identity.tags.clone();
    tags.insert("component".to_owned(), identity.id.clone());
    Expression::object(tags)
}

/// The alias of what callers invoke, where environments are kept ready.
const ALIAS: &str = "live";

/// The ARN that this function's own triggers invoke: the alias where environments are kept ready.
fn function_arn(function: &Function) -> Expression {
    let local = names::local(&function.identity.id);
    if is_warm(function) { LambdaAlias::at(&local, "arn") } else { LambdaFunction::at(&local, "arn") }
}

fn is_warm(function: &Function) -> bool {
    function.scale.warm.as_ref().is_some_and(|warm| warm.value > 0)
}

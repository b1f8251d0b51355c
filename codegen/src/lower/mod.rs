//! The model to Terraform and Kubernetes: every component to one file.

mod alarm;
mod api;
mod container;
mod names;
mod notification;
mod permissions;
mod project;
mod resource;
mod role;
mod serverless;
mod target;

use std::collections::BTreeMap;

pub use names::ACCOUNT;
use watershed_grammar::function::Arch;

use crate::kubernetes::Manifest;
use crate::model::{Function, FunctionId, Identity, Model, ResourceId};
use crate::place::Plan;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{LambdaAlias, LambdaFunction, Resource as _};

/// The Terraform of one environment while it is being written.
pub struct Cloud<'a> {
    /// What is written.
    pub model: &'a Model,
    /// Where it runs.
    pub plan: &'a Plan,
    /// Whether pods have a role of some cluster.
    uses_cluster: bool,
    /// The processors of its zips.
    packages: Vec<Arch>,
    files: BTreeMap<String, Body>,
}

impl<'a> Cloud<'a> {
    /// The functions that run in AWS Lambda.
    fn serverless(&self) -> impl Iterator<Item = (FunctionId, &'a Function)> + use<'a> {
        let (model, plan) = (self.model, self.plan);
        let all = model.functions.iter().enumerate().map(|(index, function)| (FunctionId(index), function));
        all.filter(|(id, _)| plan.is_serverless(*id))
    }

    /// Adds a file of the root module.
    fn file(&mut self, name: String, body: Body) {
        self.files.insert(name, body);
    }
}

/// Everything of one environment, before it is text.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    /// The files of the root module, by name.
    pub terraform: BTreeMap<String, Body>,
    /// The manifests, by name.
    pub kubernetes: BTreeMap<String, Manifest>,
}

/// Writes every component for the place where it runs.
pub fn lower(model: &Model, plan: &Plan) -> Stack {
    let mut cloud = Cloud { model, plan, uses_cluster: false, packages: Vec::new(), files: BTreeMap::new() };
    cloud.packages = serverless::package::needed(&cloud);
    api::lower(&mut cloud);
    for index in 0..model.resources.len() {
        resource::lower(ResourceId(index), &mut cloud);
    }
    for (_, function) in cloud.serverless() {
        serverless::lower(function, &mut cloud);
    }
    notification::lower(&mut cloud);
    let kubernetes = container::cluster::lower(&mut cloud);
    project::lower(&mut cloud);
    project::moved(&mut cloud);
    Stack { terraform: cloud.files, kubernetes }
}

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

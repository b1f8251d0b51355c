//! The model to Terraform and Kubernetes: every component to one file.

mod alarm;
mod api;
mod authorizer;
mod component;
mod container;
pub mod deployer;
mod key;
pub mod measure;
mod names;
mod notification;
pub mod objects;
mod permissions;
pub mod policies;
mod project;
mod resource;
mod role;
mod serverless;
mod signing;
mod target;

use std::collections::BTreeMap;

pub use names::ACCOUNT;
use watershed_grammar::function::Arch;

use crate::kubernetes::Manifest;
use crate::model::{Function, FunctionId, Identity, Model, ResourceId};
use crate::parallel;
use crate::place::Plan;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{LambdaAlias, LambdaFunction, Resource as _};
use component::{Component, Needs};
use container::network::Calls;
use deployer::Made;

/// One environment, and what is looked up in it for many components.
pub struct Cloud<'a> {
    /// What is written.
    pub model: &'a Model,
    /// Where it runs.
    pub plan: &'a Plan,
    /// The processors of its zips.
    packages: Vec<Arch>,
    /// The functions that a resource starts, in the order of the source.
    consumers: BTreeMap<ResourceId, Vec<FunctionId>>,
    /// Who calls whom in the cluster.
    calls: Calls,
}

impl<'a> Cloud<'a> {
    fn new(model: &'a Model, plan: &'a Plan) -> Self {
        let mut consumers: BTreeMap<ResourceId, Vec<FunctionId>> = BTreeMap::new();
        for (index, function) in model.functions.iter().enumerate() {
            if let Some(subject) = function.trigger.subject() {
                consumers.entry(subject).or_default().push(FunctionId(index));
            }
        }
        let calls = container::network::calls(model, plan);
        let mut cloud = Self { model, plan, packages: Vec::new(), consumers, calls };
        cloud.packages = serverless::package::needed(&cloud);
        cloud
    }

    /// The functions that run in AWS Lambda.
    fn serverless(&self) -> impl Iterator<Item = (FunctionId, &'a Function)> + use<'a> {
        let (model, plan) = (self.model, self.plan);
        let all = model.functions.iter().enumerate().map(|(index, function)| (FunctionId(index), function));
        all.filter(|(id, _)| plan.is_serverless(*id))
    }

    /// The functions that a resource starts.
    fn consumers(&self, resource: ResourceId) -> impl Iterator<Item = (FunctionId, &'a Function)> + use<'_, 'a> {
        self.consumers.get(&resource).into_iter().flatten().map(|id| (*id, self.model.function(*id)))
    }
}

/// A file of one environment with its name, before it is text.
pub enum File {
    /// Of the root module.
    Terraform(String, Body),
    /// A manifest.
    Kubernetes(String, Manifest),
    /// Of the root module with the role of the deployment.
    Deployer(String, Body),
}

/// Writes every component for the place where it runs. Each file is finished as soon as it is complete and forgotten
/// then: together their trees would fill the memory.
pub fn lower<T: Send>(model: &Model, plan: &Plan, finish: impl Fn(File) -> T + Sync) -> Vec<T> {
    if deployer::asked(model).is_none() {
        return own(model, plan, finish);
    }
    let noted = own(model, plan, |file| {
        let made = Made::of(&file);
        (finish(file), made)
    });
    let (mut all, made): (Vec<T>, Vec<Vec<Made>>) = noted.into_iter().unzip();
    all.extend(deployer::lower(model, &made.concat()).into_iter().map(&finish));
    all
}

/// Everything but the role of the deployment.
fn own<T: Send>(model: &Model, plan: &Plan, finish: impl Fn(File) -> T + Sync) -> Vec<T> {
    let cloud = Cloud::new(model, plan);
    let components: Vec<Component<'_>> = Component::all(&cloud).collect();
    let written = parallel::map(components, |component| {
        let (files, needs) = component.lower(&cloud);
        (files.into_iter().map(&finish).collect::<Vec<T>>(), needs)
    });
    let (mut all, mut needs) = (Vec::new(), Needs::default());
    for (files, needed) in written {
        all.extend(files);
        needs.add(needed);
    }
    let shared = container::cluster::lower(&cloud, &needs.queues).into_iter();
    let shared = shared.chain(api::lower(&cloud)).chain(key::lower(&cloud)).chain(signing::lower(&cloud));
    let shared = shared.chain(project::lower(&cloud, needs));
    all.extend(shared.map(&finish));
    all
}

/// What says which component something belongs to.
fn tags(identity: &Identity) -> Expression {
    tagged(identity.tags(), &identity.id)
}

/// Tags, and over them the one that names the component.
fn tagged(mut tags: BTreeMap<String, String>, component: &str) -> Expression {
    tags.insert("component".to_owned(), component.to_owned());
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

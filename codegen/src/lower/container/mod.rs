//! A deployment to Kubernetes, and to the role that its pods have in AWS. One file a trigger.

mod bucket;
mod call;
pub mod cluster;
mod environment;
mod event;
mod http;
mod identity;
mod inbox;
mod ingress;
pub mod keda;
mod metrics;
pub mod network;
mod queue;
mod reader;
mod schedule;
mod service;
mod stream;
mod table;
mod topic;
mod url;
mod workload;

use std::collections::BTreeMap;

use super::component::Needs;
use super::names::{self, local};
use super::{Cloud, permissions};
use crate::kubernetes::http_route::Match;
use crate::kubernetes::{Manifest, Meta};
use crate::model::{Function, Model, Trigger, Variable};
use crate::physical;
use crate::place::{Deployment, Scaling};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::policy::Statement;

/// A deployment while it is being written.
pub struct Writing<'a, 'b> {
    /// The deployment.
    pub deployment: &'a Deployment,
    /// Its name in Terraform.
    pub local: String,
    /// Its role's name.
    pub name: String,
    /// What its role may do.
    pub statements: Vec<Statement>,
    /// Its environment.
    pub variables: BTreeMap<String, String>,
    /// Which requests lead to it, by host name.
    pub routes: BTreeMap<Option<String>, Vec<Match>>,
    /// The queues that feed its functions.
    pub queues: Vec<FedBy>,
    /// When it runs, for one that runs by the clock: the schedule and its zone.
    pub clock: Option<(String, String)>,
    /// What a reader should know about its workload.
    pub notes: Vec<&'static str>,
    /// Whether its pods have a role.
    pub has_role: bool,
    /// Its file of Terraform.
    pub file: Body,
    /// Everything else.
    pub cloud: &'a Cloud<'b>,
}

/// A queue that feeds a function.
#[derive(Clone, Debug)]
pub struct FedBy {
    /// The function's id.
    pub function: String,
    /// What KEDA calls the queue: its name, or the URL of one in another account.
    pub name: String,
    /// Its ARN in Terraform.
    pub arn: Expression,
}

/// Writes a deployment: its manifest, and its file of Terraform.
pub fn lower(deployment: &Deployment, cloud: &Cloud<'_>, needs: &mut Needs<'_>) -> (Manifest, Body) {
    let model = cloud.model;
    let base = format!("{}-{}-{}", model.app, model.environment, deployment.object);
    let mut writing = Writing {
        deployment,
        local: local(&deployment.name),
        name: physical::fit(&base, physical::ROLE, ""),
        statements: Vec::new(),
        variables: environment::base(model, deployment),
        routes: BTreeMap::new(),
        queues: Vec::new(),
        clock: None,
        notes: Vec::new(),
        has_role: false,
        file: Body::new(),
        cloud,
    };
    for function in deployment.functions(model) {
        writing.component(&function.grants, &function.allow, &function.env);
        writing.variables.extend([environment::of_timeout(function)]);
        writing.trigger(function);
    }
    for service in deployment.services(model) {
        writing.component(&service.grants, &service.allow, &service.env);
        service::lower(&mut writing, service);
    }
    writing.variables.extend(environment::of_life(&writing));
    identity::lower(&mut writing);
    let manifest = workload::lower(&writing);
    needs.uses_cluster |= writing.has_role;
    if matches!(deployment.scaling, Scaling::Between { .. }) {
        needs.queues.extend(writing.queues);
    }
    (manifest, writing.file)
}

impl Writing<'_, '_> {
    /// What every member brings: its permissions and its environment.
    fn component(
        &mut self,
        grants: &[crate::model::Grant],
        allow: &[watershed_grammar::allow::Allow],
        env: &BTreeMap<String, Variable>,
    ) {
        let (model, plan) = (self.cloud.model, self.cloud.plan);
        self.statements.extend(permissions::of_grants(model, plan, grants));
        self.statements.extend(permissions::by_name(model, grants));
        self.statements.extend(permissions::of_allow(allow));
        self.variables.extend(env.iter().map(|(key, it)| (key.clone(), it.text.value.clone())));
        self.variables.extend(environment::of_grants(model, plan, grants));
    }

    fn trigger(&mut self, function: &Function) {
        match &function.trigger {
            Trigger::Http { method, path, .. } => http::lower(self, &method.value, &path.value),
            Trigger::Url { .. } => url::lower(self, function),
            Trigger::Queue { queue, .. } => queue::lower(self, function, *queue),
            Trigger::Topic { topic, filter } => topic::lower(self, function, *topic, filter),
            Trigger::Schedule { when, timezone } => schedule::lower(self, &when.value, timezone.as_deref()),
            Trigger::Table { table, .. } => table::lower(self, function, *table),
            Trigger::Bucket { bucket, .. } => bucket::lower(self, function, *bucket),
            Trigger::Event { bus, source, detail_type } => event::lower(self, function, *bus, source, detail_type),
            Trigger::Stream { stream, .. } => stream::lower(self, function, *stream),
            Trigger::Call => call::lower(self),
        }
    }

    /// Who its objects are.
    fn meta(&self) -> Meta {
        let model = self.cloud.model;
        meta(model, &self.deployment.object, self.deployment.tags(model))
    }
}

/// Who an object of the application is, with the application's tags and over them its own.
fn meta(model: &Model, name: &str, own: BTreeMap<String, String>) -> Meta {
    let mut tags = model.settings.tags();
    tags.extend(own);
    Meta { name: name.to_owned(), namespace: names::namespace(model), part_of: model.app.clone(), tags }
}

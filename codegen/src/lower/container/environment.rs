//! What a program in a container is told: who it is, and what its resources are called.
//!
//! Names only: the program finds out its account itself, so that no manifest holds one, and no secret's value ever.

use std::collections::BTreeMap;

use super::{Writing, metrics};
use crate::lower::names::{self, variable};
use crate::model::{Function, FunctionId, Grant, Model, Reach, ResourceId};
use crate::place::{Deployment, Plan, Workload};

/// What every container is told.
pub fn base(model: &Model, deployment: &Deployment) -> BTreeMap<String, String> {
    let region = model.settings.region.as_ref().map_or("", |it| it.value.as_str());
    let mut variables = BTreeMap::from([
        ("AWS_REGION".to_owned(), region.to_owned()),
        ("WATERSHED_APP".to_owned(), model.app.clone()),
        ("WATERSHED_DEPLOYMENT".to_owned(), deployment.name.clone()),
        ("WATERSHED_ENVIRONMENT".to_owned(), model.environment.clone()),
    ]);
    let (key, value) = match deployment.workload {
        Workload::Deployment => ("WATERSHED_PORT", deployment.port.to_string()),
        Workload::CronJob | Workload::ScaledJob => ("WATERSHED_RUN", "once".to_owned()),
    };
    variables.insert(key.to_owned(), value);
    variables
}

/// How long an invocation may take: an environment may say something else than the source.
pub fn of_timeout(function: &Function) -> (String, String) {
    (variable("timeout", &function.identity.id), function.timeout.value.seconds().to_string())
}

/// How long it has to stop once it is told to, and where Prometheus collects.
pub fn of_life(writing: &Writing<'_, '_>) -> BTreeMap<String, String> {
    let grace = writing.deployment.grace.saturating_sub(u64::from(writing.drain()));
    let metrics = metrics::port(writing).map(|port| ("WATERSHED_METRICS_PORT".to_owned(), port.to_string()));
    metrics.into_iter().chain([("WATERSHED_GRACE".to_owned(), grace.to_string())]).collect()
}

/// The names of what a component's handles reach.
pub fn of_grants(model: &Model, plan: &Plan, grants: &[Grant]) -> BTreeMap<String, String> {
    let one = |grant: &Grant| match grant.to {
        Reach::Resource(id) => of_resource(model, id),
        Reach::Function(id) => of_function(model, plan, id),
    };
    grants.iter().map(one).collect()
}

/// The name of a resource.
pub fn of_resource(model: &Model, id: ResourceId) -> (String, String) {
    let resource = model.resource(id);
    (variable(resource.kind(), &resource.identity.id), names::told(model, resource))
}

/// Where a function is called: by its URL inside the cluster, or by its name in AWS Lambda.
fn of_function(model: &Model, plan: &Plan, id: FunctionId) -> (String, String) {
    let callee = model.function(id);
    let place = match plan.deployment_of(id) {
        Some(deployment) => format!("http://{}{}{}", deployment.object, names::CALLS, callee.identity.id),
        None => names::called(model, callee),
    };
    (variable("function", &callee.identity.id), place)
}

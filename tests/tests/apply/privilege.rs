//! Least privilege: what each role of an application is for, and the judge that holds the roles to it.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use watershed_codegen::compile::Outcome;
use watershed_codegen::model::{Capability, Function, Grant, Model, Reach, Resource, Trigger};
use watershed_codegen::place::{Member, MemberKind, Plan};
use watershed_grammar::function::Place;
use watershed_grammar::resource::Shape;

use watershed_tests::judges;
use watershed_tests::judges::cloud::Cloud;
use watershed_tests::program::project;

/// Holds every role on the server to what its component's signature and trigger say.
///
/// # Errors
/// A call that is needed is turned away, another is let in, or a grant that nothing uses.
pub fn judge(outcome: &Outcome, environment: &str, cloud: &Cloud, folder: &Path) -> Result<String, String> {
    let found = outcome.models.iter().zip(&outcome.plans).find(|(model, _)| model.environment == environment);
    let (model, plan) = found.ok_or_else(|| format!("there is no environment `{environment}`"))?;
    let wanted = folder.join("privilege.json");
    std::fs::write(&wanted, wanted_of(model, plan).to_string()).map_err(|error| error.to_string())?;
    let mut command = Command::new(judges::python("cloud", "python")?);
    command.arg(project().join("tests/judges/privilege.py")).arg(wanted).env("AWS_DEFAULT_REGION", "eu-west-1");
    judges::run(command.envs(cloud.environment()))
}

fn wanted_of(model: &Model, plan: &Plan) -> Value {
    let serverless = model.functions.iter().filter(|it| it.place.value == Place::Serverless);
    let mut roles: Vec<Value> = serverless.clone().map(|it| of_function(model, it)).collect();
    let scheduled = serverless.clone().filter(|it| matches!(it.trigger, Trigger::Schedule { .. }));
    roles.extend(scheduled.map(|it| of_schedule(model, it)));
    roles.extend(plan.deployments.iter().map(|deployment| {
        let uses: Vec<Value> = deployment.members.iter().flat_map(|member| of_member(model, member)).collect();
        json!({ "role": named(model, &deployment.name), "uses": uses })
    }));
    let mut resources: Vec<Value> = model.resources.iter().map(|it| resource(model, it)).collect();
    for function in serverless {
        resources.push(json!({ "kind": "function", "name": named(model, &function.identity.id) }));
        resources.push(json!({ "kind": "log", "name": log(model, function) }));
        let queues = [inbox(model, function), dead(model, function)].into_iter().flatten();
        resources.extend(queues.map(|name| json!({ "kind": "queue", "name": name })));
    }
    if model.settings.has_key() {
        resources.push(json!({ "kind": "key", "name": format!("alias/{}-{}", model.app, model.environment) }));
    }
    let clocks = model.functions.iter().filter(|it| matches!(it.trigger, Trigger::Schedule { .. }));
    let clocks: Vec<Value> = clocks.map(|it| json!({ "name": named(model, &it.identity.id) })).collect();
    json!({ "roles": roles, "resources": resources, "schedules": clocks })
}

/// What a Lambda function does: what its handles say, read its input, write its log, put aside what fails.
fn of_function(model: &Model, function: &Function) -> Value {
    let mut uses: Vec<Value> = function.grants.iter().map(|grant| granted(model, grant, false)).collect();
    uses.push(json!({ "kind": "log", "name": log(model, function), "can": ["write"] }));
    match &function.trigger {
        Trigger::Queue { queue, .. } => uses.push(used(model, model.resource(*queue), &["poll"])),
        Trigger::Table { table, .. } => uses.push(used(model, model.resource(*table), &["poll"])),
        _ => {}
    }
    let polls = inbox(model, function).map(|name| json!({ "kind": "queue", "name": name, "can": ["poll"] }));
    let sends = dead(model, function).map(|name| json!({ "kind": "queue", "name": name, "can": ["Send"] }));
    uses.extend(polls.into_iter().chain(sends));
    json!({ "role": named(model, &function.identity.id), "uses": uses })
}

/// What a schedule does: it starts its function, puts aside what could not be started, and reads what it holds.
fn of_schedule(model: &Model, function: &Function) -> Value {
    let uses = json!([
        { "kind": "function", "name": named(model, &function.identity.id), "can": ["Call"] },
        { "kind": "queue", "name": dead(model, function), "can": ["Send"] },
        { "kind": "schedule", "name": named(model, &function.identity.id), "can": ["open"] },
    ]);
    json!({ "role": format!("{}-schedule", named(model, &function.identity.id)), "uses": uses })
}

fn of_member(model: &Model, member: &Member) -> Vec<Value> {
    let (grants, reads) = match member.kind {
        MemberKind::Function(id) => (&model.function(id).grants, consumes(model, model.function(id))),
        MemberKind::Service(id) => (&model.service(id).grants, None),
    };
    reads.into_iter().chain(grants.iter().map(|grant| granted(model, grant, true))).collect()
}

/// What a function in a container reads.
fn consumes(model: &Model, function: &Function) -> Option<Value> {
    match &function.trigger {
        Trigger::Queue { queue, .. } => Some(used(model, model.resource(*queue), &["consume"])),
        Trigger::Http { .. } | Trigger::Url { .. } | Trigger::Call => None,
        other => panic!("no container of the examples is started by `{}`", other.kind()),
    }
}

fn granted(model: &Model, grant: &Grant, in_container: bool) -> Value {
    let mut can: Vec<&str> = grant.capabilities.iter().map(|it| it.name()).collect();
    match grant.to {
        Reach::Resource(id) => {
            if in_container && grant.capabilities.contains(&Capability::Send) {
                can.push("find");
            }
            used(model, model.resource(id), &can)
        }
        Reach::Function(id) => {
            json!({ "kind": "function", "name": named(model, &model.function(id).identity.id), "can": can })
        }
    }
}

fn used(model: &Model, resource: &Resource, can: &[&str]) -> Value {
    let is_external = resource.external.is_some();
    json!({ "kind": resource.kind(), "name": name(model, resource), "can": can, "external": is_external })
}

fn resource(model: &Model, it: &Resource) -> Value {
    let indexes: Vec<&str> = match &it.shape {
        Shape::Table(table) => table.indexes.iter().map(|index| index.name.value.as_str()).collect(),
        _ => Vec::new(),
    };
    json!({ "kind": it.kind(), "name": name(model, it), "indexes": indexes })
}

fn name(model: &Model, resource: &Resource) -> String {
    resource.external.as_ref().map_or_else(|| named(model, &resource.identity.id), |external| external.value.clone())
}

fn named(model: &Model, id: &str) -> String {
    format!("{}-{}-{id}", model.app, model.environment)
}

fn log(model: &Model, function: &Function) -> String {
    format!("/aws/lambda/{}", named(model, &function.identity.id))
}

/// The queue between a topic and its function.
fn inbox(model: &Model, function: &Function) -> Option<String> {
    let has = matches!(function.trigger, Trigger::Topic { .. });
    has.then(|| format!("{}-inbox", named(model, &function.identity.id)))
}

/// Where that goes which failed too often, where the function or its schedule sends it there.
fn dead(model: &Model, function: &Function) -> Option<String> {
    let has = matches!(
        function.trigger,
        Trigger::Call
            | Trigger::Bucket { .. }
            | Trigger::Event { .. }
            | Trigger::Table { .. }
            | Trigger::Stream { .. }
            | Trigger::Schedule { .. }
    );
    has.then(|| format!("{}-dead", named(model, &function.identity.id)))
}

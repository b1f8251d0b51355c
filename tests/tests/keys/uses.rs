//! What each role may do with the key, against what its component's handles and trigger need: every trigger and every
//! kind of resource, by the evaluator of `tests/judges/privilege.py` and its table.

use std::process::Command;

use hcl_edit::expr::Expression;
use serde_json::{Value, json};
use watershed_codegen::compile::compile;
use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::Request;
use watershed_codegen::model::{Function, Grant, Model, Reach, Trigger};
use watershed_codegen::place::{MemberKind, Plan};
use watershed_tests::case;
use watershed_tests::judges::{self, judged, or_skip};
use watershed_tests::policy::encoded;
use watershed_tests::program::project;

use super::{Environment, environments};

#[test]
fn each_role_uses_the_key_for_what_its_component_does() {
    let Some(python) = or_skip("the evaluator of policies", judges::python("cloud", "python")) else { return };
    let mut roles = Vec::new();
    for case in case::all("cases") {
        let application = case.application();
        let outcome = compile(&DiskWorld::new(application.path()), &Request::default());
        for (model, plan) in outcome.models.iter().zip(&outcome.plans).filter(|(it, _)| it.settings.has_key()) {
            let name = format!("{} {}", case.name, model.environment);
            let environment = environments().into_iter().find(|it| it.name == name).expect("it is generated");
            roles.extend(roles_of(model, plan, &environment));
        }
    }
    assert!(roles.len() > 15, "only {} roles", roles.len());
    let place = tempfile::tempdir().expect("there is room for a folder");
    let list = place.path().join("roles.json");
    std::fs::write(&list, Value::Array(roles).to_string()).expect("it can be written");
    let script = project().join("tests/judges/privilege.py");
    let said = judges::run(Command::new(python).arg(script).arg("--keys").arg(&list));
    judged("uses of keys", said.unwrap_or_else(|wrong| panic!("{wrong}")).trim_end());
}

fn roles_of(model: &Model, plan: &Plan, environment: &Environment) -> Vec<Value> {
    let role = |local: &str, uses: Vec<Value>| {
        let found = environment.resources("aws_iam_role_policy").find(|(it, _)| it == local);
        let statements = found.map_or(Value::Null, |(_, block)| {
            let policy = block.body.get_attribute("policy").expect("it has a policy");
            let Expression::FuncCall(call) = &policy.value else { panic!("{local} has no policy") };
            encoded(call)["Statement"].clone()
        });
        json!({ "role": format!("{} {local}", environment.name), "uses": uses, "statements": statements })
    };
    let local = |id: &str| id.replace('-', "_");
    let mut roles = Vec::new();
    for (function, runs) in model.functions.iter().zip(&plan.functions) {
        if runs.runs != watershed_codegen::place::Runs::Serverless {
            continue;
        }
        let grants = function.grants.iter().map(|it| granted(model, it));
        roles.push(role(&local(&function.identity.id), grants.chain(serverless(model, function)).collect()));
        if matches!(function.trigger, Trigger::Schedule { .. }) {
            let name = format!("{}-{}-{}", model.app, model.environment, function.identity.id);
            let uses = vec![own("queue", &["Send"]), json!({ "kind": "schedule", "name": name, "can": ["open"] })];
            roles.push(role(&format!("{}__schedule", local(&function.identity.id)), uses));
        }
    }
    for deployment in &plan.deployments {
        let uses = deployment.members.iter().flat_map(|member| match member.kind {
            MemberKind::Function(id) => {
                let function = model.function(id);
                function.grants.iter().map(|it| granted(model, it)).chain(contained(model, function)).collect()
            }
            MemberKind::Service(id) => model.service(id).grants.iter().map(|it| granted(model, it)).collect::<Vec<_>>(),
        });
        roles.push(role(&local(&deployment.name), uses.collect()));
    }
    roles
}

/// What AWS does in a function's name: it reads what starts it, and puts aside what failed.
fn serverless(model: &Model, function: &Function) -> Vec<Value> {
    let reads = |kind, id| with(kind, &["poll"], model.resource(id).external.is_some());
    match &function.trigger {
        Trigger::Http { .. } | Trigger::Url { .. } => Vec::new(),
        Trigger::Queue { queue, .. } => vec![reads("queue", *queue)],
        Trigger::Topic { .. } => vec![own("queue", &["poll"])],
        Trigger::Table { table, .. } => vec![reads("table", *table), own("queue", &["Send"])],
        Trigger::Stream { stream, .. } => vec![reads("stream", *stream), own("queue", &["Send"])],
        Trigger::Schedule { .. } | Trigger::Bucket { .. } | Trigger::Event { .. } | Trigger::Call => {
            vec![own("queue", &["Send"])]
        }
    }
}

/// What a program in a container does: it reads what starts it, and of streams notes how far it is.
fn contained(model: &Model, function: &Function) -> Vec<Value> {
    let reads = |kind, can: &[&str], id| with(kind, can, model.resource(id).external.is_some());
    let notes = || [own("queue", &["Send"]), own("table", &["Get", "Put"])];
    match &function.trigger {
        Trigger::Http { .. } | Trigger::Url { .. } | Trigger::Call | Trigger::Schedule { .. } => Vec::new(),
        Trigger::Queue { queue, .. } => vec![reads("queue", &["consume"], *queue)],
        Trigger::Topic { .. } | Trigger::Bucket { .. } | Trigger::Event { .. } => vec![own("queue", &["consume"])],
        Trigger::Table { table, .. } => [reads("table", &["poll"], *table)].into_iter().chain(notes()).collect(),
        Trigger::Stream { stream, .. } => [reads("stream", &["poll"], *stream)].into_iter().chain(notes()).collect(),
    }
}

fn granted(model: &Model, grant: &Grant) -> Value {
    let can: Vec<&str> = grant.capabilities.iter().map(|it| it.name()).collect();
    match grant.to {
        Reach::Resource(id) => with(model.resource(id).kind(), &can, model.resource(id).external.is_some()),
        Reach::Function(_) => own("function", &can),
    }
}

fn own(kind: &str, can: &[&str]) -> Value {
    with(kind, can, false)
}

fn with(kind: &str, can: &[&str], is_external: bool) -> Value {
    json!({ "kind": kind, "name": "", "can": can, "external": is_external })
}

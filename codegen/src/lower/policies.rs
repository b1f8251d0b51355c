//! How long the policies of roles are. They grow with the handles of a signature and the members of a group, and are
//! refused only when they are applied. A role that could be too much is written before its time, and counted as it is.

use std::collections::BTreeMap;

use watershed_grammar::allow::Allow;
use watershed_grammar::resource::Shape;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes, limits};

use super::component::Needs;
use super::measure::json;
use super::names::{self, local};
use super::target::Target;
use super::{Cloud, container, serverless};
use crate::model::{Function, FunctionId, Grant, Model, Reach};
use crate::place::{Deployment, Plan};
use crate::terraform::hcl::{Block, Body, Expression, Item};
use crate::terraform::resource::{IamRolePolicy, Resource as _};

/// Characters that the trigger, the logs, traces, a VPC and the key add to a policy, at most.
const OF_MEMBER: usize = 4_000;
/// Characters that a handle adds besides names that somebody chose, at most.
const OF_HANDLE: usize = 900;
/// Characters of the longest ARN of a queue in a policy.
const LONGEST_QUEUE: usize = 130;
/// Characters of an account.
const ACCOUNT: &str = "123456789012";

/// Reports what would be too long.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let runs = |index| plan.is_serverless(FunctionId(index));
    let functions = model.functions.iter().enumerate().filter(|(index, _)| runs(*index)).map(|(_, it)| it);
    let functions: Vec<&Function> = functions.filter(|it| may_be_long(model, [(&*it.grants, &*it.allow)])).collect();
    let deployments: Vec<&Deployment> =
        plan.deployments.iter().filter(|it| may_be_long(model, rights(model, it))).collect();
    let many = plan.deployments.iter().map(|it| it.members.len()).sum::<usize>() * LONGEST_QUEUE > most();
    if functions.is_empty() && deployments.is_empty() && !many {
        return;
    }
    let long = Long { cloud: Cloud::new(model, plan), names: names_of(model) };
    for function in functions {
        let file = serverless::lower(function, &long.cloud);
        let role = local(&function.identity.id);
        diagnostics.extend_some(long.fault(&file, &role, function.identity.name, "this function"));
    }
    for deployment in deployments {
        let (_, file) = container::lower(deployment, &long.cloud, &mut Needs::default());
        let at = deployment.identities(model).next().map_or(Span::default(), |it| it.name);
        let what = format!("the deployment `{}`", deployment.name);
        diagnostics.extend_some(long.fault(&file, &local(&deployment.name), at, &what));
    }
    if many {
        diagnostics.extend_some(of_operator(&long.cloud));
    }
}

/// The policy with which KEDA's operator reads how deep the queues are: each of them adds its ARN.
fn of_operator(cloud: &Cloud<'_>) -> Option<Diagnostic> {
    let mut needs = Needs::default();
    for deployment in &cloud.plan.deployments {
        container::lower(deployment, cloud, &mut needs);
    }
    let region = names::region(cloud.model);
    let before = format!("arn:{}:sqs:{region}:{ACCOUNT}:", names::partition(region)).len();
    let arns = needs.queues.iter().map(|it| before + it.name.rsplit('/').next().map_or(0, str::len) + "\"\",".len());
    let length = arns.sum::<usize>() + json(&container::keda::policy(&[]), &|_| 0);
    let last =
        needs.queues.last().and_then(|fed| cloud.model.functions.iter().find(|it| it.identity.id == fed.function));
    let at = last.map_or(Span::default(), |it| it.identity.name);
    (length > most()).then(|| {
        let message = format!(
            "with the queues of {} functions the policy of KEDA's operator would have {length} characters, and a role takes {}",
            needs.queues.len(),
            most()
        );
        let wrong = Diagnostic::error(codes::POLICY_SIZE, at, message).help(limits::ROLE_POLICY.source);
        wrong.help("let functions that belong together read one queue, or run some of them in AWS Lambda")
    })
}

/// What each member of a deployment brings to its role.
fn rights<'a>(model: &'a Model, deployment: &'a Deployment) -> impl Iterator<Item = (&'a [Grant], &'a [Allow])> {
    let functions = deployment.functions(model).map(|it| (&*it.grants, &*it.allow));
    functions.chain(deployment.services(model).map(|it| (&*it.grants, &*it.allow)))
}

/// Whether it is worth counting: nearly every role has a few hundred characters.
fn may_be_long<'a>(model: &Model, members: impl IntoIterator<Item = (&'a [Grant], &'a [Allow])>) -> bool {
    let of_members = members.into_iter().map(|(grants, allow)| {
        let grants: usize = grants.iter().map(|it| of_grant(model, it)).sum();
        // An action stands in the id of its statement too.
        let allow = allow.iter().map(|it| {
            let actions: usize = it.actions.iter().map(|it| 2 * it.value.len() + 4).sum();
            actions + it.resources.iter().map(|it| 2 * it.value.len() + 4).sum::<usize>() + 100
        });
        grants + allow.sum::<usize>() + OF_MEMBER
    });
    of_members.sum::<usize>() > most()
}

fn of_grant(model: &Model, grant: &Grant) -> usize {
    let Reach::Resource(id) = grant.to else { return OF_HANDLE };
    let resource = model.resource(id);
    let external = resource.external.as_ref().map_or(0, |it| it.value.len());
    let indexes = match &resource.shape {
        Shape::Table(table) => table.indexes.iter().map(|it| it.name.value.len() + external + 200).sum(),
        _ => 0,
    };
    OF_HANDLE + 3 * external + indexes
}

fn most() -> usize {
    usize::try_from(limits::ROLE_POLICY.high).unwrap_or(usize::MAX)
}

/// What things are called, by their kind and their name in Terraform.
type Names = BTreeMap<(String, String), String>;

fn names_of(model: &Model) -> Names {
    let name = |it| ((Target::of(it).kind().to_owned(), local(&it.identity.id)), names::told(model, it));
    model.resources.iter().map(name).collect()
}

/// What is looked up for many roles.
struct Long<'a> {
    cloud: Cloud<'a>,
    names: Names,
}

impl Long<'_> {
    fn fault(&self, file: &Body, role: &str, at: Span, what: &str) -> Option<Diagnostic> {
        let own: Vec<&Block> = blocks(file).collect();
        let policy = own.iter().find(|it| it.labels == [IamRolePolicy::TYPE, role])?;
        let length = json(attribute(policy, "policy")?, &|path| self.behind(&own, path).len());
        (length > most()).then(|| {
            let message = format!("the policy of {what} would have {length} characters, and a role takes {}", most());
            let wrong = Diagnostic::error(codes::POLICY_SIZE, at, message).help(limits::ROLE_POLICY.source);
            wrong.help("let several functions do the work, each with the handles that it needs")
        })
    }

    /// A text as long as what stands behind a reference.
    fn behind(&self, own: &[&Block], path: &str) -> String {
        if path == names::ACCOUNT {
            return ACCOUNT.to_owned();
        }
        let mut parts = path.trim_start_matches("data.").split('.');
        let mut part = || parts.next().unwrap_or_default();
        let (kind, local, attribute) = (part(), part(), part());
        let region = names::region(self.cloud.model);
        let partition = names::partition(region);
        let arn = |service: &str, rest: String| format!("arn:{partition}:{service}:{region}:{ACCOUNT}:{rest}");
        let name = self.name(own, kind, local);
        match kind {
            "aws_s3_bucket" => format!("arn:{partition}:s3:::{name}"),
            "aws_kms_key" => arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab".to_owned()),
            "aws_dynamodb_table" if attribute == "stream_arn" => {
                arn("dynamodb", format!("table/{name}/stream/2026-11-29T06:14:07.123"))
            }
            "aws_dynamodb_table" => arn("dynamodb", format!("table/{name}")),
            "aws_kinesis_stream" => arn("kinesis", format!("stream/{name}")),
            "aws_secretsmanager_secret" => arn("secretsmanager", format!("secret:{name}-a1B2c3")),
            "aws_cloudwatch_log_group" => arn("logs", format!("log-group:{name}")),
            "aws_cloudwatch_event_bus" => arn("events", format!("event-bus/{name}")),
            "aws_sns_topic" => arn("sns", name.to_owned()),
            _ => arn("sqs", name.to_owned()),
        }
    }

    /// The name of something: of what the role's own file makes, or of a resource.
    fn name<'s>(&'s self, own: &'s [&Block], kind: &str, local: &'s str) -> &'s str {
        let mine = own.iter().find(|it| it.labels == [kind, local]);
        let text = mine.and_then(|it| match attribute(it, "name") {
            Some(Expression::Text(text)) => Some(text.as_ref()),
            _ => None,
        });
        let told = || self.names.get(&(kind.to_owned(), local.to_owned())).map(String::as_str);
        text.or_else(told).unwrap_or(local)
    }
}

fn blocks(file: &Body) -> impl Iterator<Item = &Block> {
    file.items.iter().filter_map(|item| match item {
        Item::Block(block) => Some(block),
        _ => None,
    })
}

fn attribute<'a>(block: &'a Block, wanted: &str) -> Option<&'a Expression> {
    block.body.items.iter().find_map(|item| match item {
        Item::Attribute(name, value) if name == wanted => Some(value),
        _ => None,
    })
}

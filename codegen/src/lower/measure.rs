//! What AWS counts in characters: the policy of a role, and the variables of a function. Both grow with the handles of
//! a signature, and both are refused only when they are applied.

use watershed_grammar::resource::Shape;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes, limits};

use super::names::{self, variable};
use super::{key, permissions};
use crate::model::{Function, Grant, Model, Reach, Resource};
use crate::place::Plan;
use crate::terraform::hcl::{Expression, Part};
use crate::terraform::policy::{Policy, Statement};

/// Characters that the trigger, the logs, traces and a VPC add to the policy of a function, at most.
const OF_FUNCTION: usize = 1_900;
/// Characters that what feeds a deployment adds to its policy, for each member, at most.
const OF_MEMBER: usize = 400;
/// Characters that the key of the environment adds for the trigger, at most.
const OF_KEY: usize = 600;
/// Fewer handles than this fill no policy, whatever they reach.
const FEW: usize = 12;

/// Reports what would be too long.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let measure = Measure::new(model);
    let serverless =
        plan.functions.iter().zip(&model.functions).filter(|(it, _)| it.runs == crate::place::Runs::Serverless);
    for (_, function) in serverless {
        diagnostics.extend_some(measure.variables(function));
        if function.grants.len() + function.allow.len() < FEW {
            continue;
        }
        let mut statements = permissions::of_grants(model, plan, &function.grants);
        statements.extend(permissions::of_allow(&function.allow));
        let at = function.identity.name;
        diagnostics.extend_some(measure.policy(statements, OF_FUNCTION, at, "this function"));
    }
    for deployment in &plan.deployments {
        let functions = deployment.functions(model).map(|it| (&it.grants, &it.allow));
        let members = functions.chain(deployment.services(model).map(|it| (&it.grants, &it.allow)));
        let members: Vec<_> = members.collect();
        if members.iter().map(|(grants, allow)| grants.len() + allow.len()).sum::<usize>() < FEW {
            continue;
        }
        let statements = members.iter().flat_map(|(grants, allow)| {
            let grants: &[Grant] = grants;
            let own = permissions::of_grants(model, plan, grants);
            own.into_iter().chain(permissions::by_name(model, grants)).chain(permissions::of_allow(allow))
        });
        let at = deployment.identities(model).next().map_or(Span::default(), |it| it.name);
        let what = format!("the deployment `{}`", deployment.name);
        diagnostics.extend_some(measure.policy(statements.collect(), OF_MEMBER * members.len(), at, &what));
    }
}

/// How long things are in one environment.
struct Measure<'a> {
    model: &'a Model,
    /// Characters of `{app}-{environment}-`.
    base: usize,
    region: usize,
}

impl<'a> Measure<'a> {
    fn new(model: &'a Model) -> Self {
        let region = model.settings.region.as_ref().map_or(0, |it| it.value.len());
        Self { model, base: model.app.len() + model.environment.len() + 2, region }
    }

    fn policy(&self, statements: Vec<Statement>, more: usize, at: Span, what: &str) -> Option<Diagnostic> {
        let uses = key::of_role(self.model, &statements);
        let more = more + if self.model.settings.has_key() { OF_KEY } else { 0 };
        let length = json(&Policy::new([statements, uses].concat()).expression(), &|path| self.reference(path)) + more;
        let most = usize::try_from(limits::ROLE_POLICY.high).unwrap_or(usize::MAX);
        (length > most).then(|| {
            let message = format!("the policy of {what} would have about {length} characters, and a role takes {most}");
            let wrong = Diagnostic::error(codes::POLICY_SIZE, at, message).help(limits::ROLE_POLICY.source);
            wrong.help("let several functions do the work, each with the handles that it needs")
        })
    }

    fn variables(&self, function: &Function) -> Option<Diagnostic> {
        // Braces, and for each variable four quotes, a colon and a comma.
        let pair = |key: usize, value: usize| key + value + 6;
        let written: usize = function.env.iter().map(|(key, value)| pair(key.len(), escaped(&value.value))).sum();
        let model = self.model;
        let own =
            pair("WATERSHED_APP".len(), model.app.len()) + pair("WATERSHED_ENVIRONMENT".len(), model.environment.len());
        let mut told = std::collections::BTreeMap::new();
        for grant in &function.grants {
            let (key, length) = match grant.to {
                Reach::Resource(id) => {
                    let resource = model.resource(id);
                    (variable(resource.kind(), &resource.identity.id), self.locator(resource))
                }
                Reach::Function(id) => {
                    let callee = model.function(id);
                    (variable("function", &callee.identity.id), names::called(model, callee).len())
                }
            };
            told.insert(key, length);
        }
        let told: usize = told.iter().map(|(key, length)| pair(key.len(), *length)).sum();
        let length = 1 + written + own + told;
        let most = usize::try_from(limits::VARIABLES.high).unwrap_or(usize::MAX);
        (length > most).then(|| {
            let message =
                format!("the variables of this function take about {length} bytes, and AWS Lambda takes {most}");
            let largest = function.env.iter().max_by_key(|(key, value)| key.len() + value.value.len());
            let at = largest.map_or(function.identity.name, |(_, value)| value.place(function.identity.name));
            let wrong = Diagnostic::error(codes::ENV_SIZE, at, message).help(limits::VARIABLES.source);
            wrong.help(format!(
                "{} of them tell it where its resources are; keep large values in a `#[bucket]` or a `#[secret]`",
                own + told
            ))
        })
    }

    /// Characters of what a function is told about a resource.
    fn locator(&self, resource: &Resource) -> usize {
        let name = names::told(self.model, resource).len();
        if resource.external.as_ref().is_some_and(|it| it.value.starts_with("arn:")) {
            return name;
        }
        name + match resource.shape {
            Shape::Queue(_) => "https://sqs..amazonaws.com/123456789012/".len() + self.region,
            Shape::Topic(_) => "arn:aws:sns::123456789012:".len() + self.region,
            Shape::Secret(_) => "arn:aws:secretsmanager::123456789012:secret:-a1B2c3".len() + self.region,
            Shape::Table(_) | Shape::Bucket(_) | Shape::Stream(_) | Shape::Bus(_) => 0,
        }
    }

    /// Characters of what stands behind a reference: the account, or an ARN with a name like the one in Terraform.
    fn reference(&self, path: &str) -> usize {
        if path == names::ACCOUNT {
            return 12;
        }
        let mut parts = path.trim_start_matches("data.").split('.');
        let (kind, local) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let head = match kind {
            "aws_kms_key" => {
                return "arn:aws:kms::123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab".len() + self.region;
            }
            "aws_s3_bucket" => "arn:aws:s3:::".len(),
            "aws_dynamodb_table" => "arn:aws:dynamodb::123456789012:table/".len() + self.region,
            "aws_secretsmanager_secret" => "arn:aws:secretsmanager::123456789012:secret:-a1B2c3".len() + self.region,
            "aws_kinesis_stream" => "arn:aws:kinesis::123456789012:stream/".len() + self.region,
            "aws_cloudwatch_event_bus" => "arn:aws:events::123456789012:event-bus/".len() + self.region,
            _ => "arn:aws:sqs::123456789012:".len() + self.region,
        };
        head + self.base + local.len()
    }
}

/// Characters of an expression as JSON without white space, which AWS does not count; `reference` says how many stand
/// behind a reference.
pub fn json(expression: &Expression, reference: &dyn Fn(&str) -> usize) -> usize {
    let inner = |it: &Expression| json(it, reference);
    match expression {
        Expression::Text(text) => escaped(text) + 2,
        Expression::Template(parts) => {
            let part = |part: &Part| match part {
                Part::Text(text) => escaped(text),
                Part::Reference(path) => reference(path),
            };
            parts.iter().map(part).sum::<usize>() + 2
        }
        Expression::Reference(path) => reference(path) + 2,
        Expression::List(items) => items.iter().map(|it| inner(it) + 1).sum::<usize>() + 1,
        Expression::Object(pairs) => pairs.iter().map(|(key, value)| key.len() + 4 + inner(value)).sum::<usize>() + 1,
        Expression::Call(_, arguments) => arguments.iter().map(inner).sum(),
        Expression::Number(number) => number.to_string().len(),
        Expression::Bool(_) | Expression::Null => 5,
    }
}

/// Characters of a text in JSON, without its quotes.
fn escaped(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '"' | '\\') || c.is_control() { 2 } else { c.len_utf8() }).sum()
}

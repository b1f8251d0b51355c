//! Ends: what nobody writes, what nobody takes, what nobody uses, and what nobody here sees.

use std::collections::BTreeSet;

use watershed_grammar::resource::Shape;
use watershed_grammar::{Diagnostic, Diagnostics, Span, accept, codes};

use super::{Graph, What, causes, listens};
use crate::check::external::said_external;
use crate::model::{Capability, Model, Reach, Resource, ResourceId, Trigger};

/// What happens to a resource, and who has a hand in it.
#[derive(Clone, Default)]
struct Traffic {
    produced: BTreeSet<What>,
    /// The first handle that writes.
    writer: Option<Span>,
    is_used: bool,
}

/// Every end.
pub fn check(graph: &Graph<'_>, diagnostics: &mut Diagnostics) {
    let model = graph.model;
    let traffic = traffic(graph);
    let beyond = services_beyond(model);
    for function in model.functions.iter().filter(|it| it.knows_start) {
        let Some(id) = function.trigger.subject() else { continue };
        let resource = model.resource(id);
        if resource.external.is_some() {
            if let (Trigger::Queue { .. }, true) = (&function.trigger, function.knows_timeout) {
                diagnostics.push(unseen(resource, function.timeout.value.seconds(), function.trigger_at));
            }
            continue;
        }
        let first = graph.same.first(id);
        let hears = listens(function).iter().any(|what| traffic[first.0].produced.contains(what));
        let may_be = !resource.knows_ends || model.gaps.may_reach(resource.kind());
        if !hears && !may_be && !beyond.contains(resource.kind()) {
            let (verb, kind) = (verb(&resource.shape), resource.kind());
            let message = format!("nothing here {verb} the {kind} `{}`, so this never runs", resource.identity.id);
            let wrong = Diagnostic::warning(codes::NO_PRODUCER, function.trigger_at, message);
            let wrong = wrong.also(resource.identity.name, format!("the {kind}"));
            let help = format!("or write `{}` where somebody else does", accept::shape(codes::NO_PRODUCER));
            let way = match (&resource.shape, listens(function).as_slice()) {
                (Shape::Bucket(_), [What::Gone]) => {
                    let name = type_name(resource);
                    format!("take `Bucket<{name}, can::Delete>` where it is removed, or write `expire`")
                }
                _ => format!("take `{}` where it is written", handle(resource)),
            };
            diagnostics.push(wrong.help(way).help(help));
        }
    }
    for (index, resource) in model.resources.iter().enumerate().filter(|(_, it)| it.external.is_none()) {
        let (id, first) = (ResourceId(index), graph.same.first(ResourceId(index)));
        diagnostics.extend_some(untaken(graph, id, resource, &traffic[first.0], &beyond));
    }
}

fn untaken(
    graph: &Graph<'_>,
    id: ResourceId,
    resource: &Resource,
    traffic: &Traffic,
    beyond: &BTreeSet<&str>,
) -> Option<Diagnostic> {
    let (kind, gaps) = (resource.kind(), &graph.model.gaps);
    if beyond.contains(kind) || !resource.knows_ends || gaps.may_hear(kind) {
        return None;
    }
    let is_heard = graph.listeners(id).next().is_some();
    if !traffic.is_used && !is_heard && !gaps.may_reach(kind) {
        let message = format!("nothing uses the {kind} `{}`", resource.identity.id);
        let wrong = Diagnostic::warning(codes::UNUSED, resource.identity.name, message);
        return Some(wrong.help("remove it, or take a handle on it where it is used"));
    }
    let carries = matches!(resource.shape, Shape::Queue(_) | Shape::Topic(_) | Shape::Bus(_) | Shape::Stream(_));
    let writer = traffic.writer.filter(|_| carries && !is_heard)?;
    let message = format!("no function takes what is written to the {kind} `{}`", resource.identity.id);
    let wrong =
        Diagnostic::warning(codes::NO_CONSUMER, writer, message).also(resource.identity.name, format!("the {kind}"));
    let trigger = match resource.shape {
        Shape::Bus(_) => "event",
        _ => kind,
    };
    let wrong = wrong.help(format!("write a function that begins with `{trigger}({}…)`", type_name(resource)));
    Some(wrong.help(format!("or write `{}` where somebody else does", accept::shape(codes::NO_CONSUMER))))
}

/// Mappings on a queue that is managed elsewhere.
fn unseen(resource: &Resource, timeout: u64, at: Span) -> Diagnostic {
    let message = format!(
        "nobody here sees how long `{}` hides a message, and whether it has dead letters",
        resource.identity.id
    );
    let wrong = Diagnostic::warning(codes::UNSEEN_QUEUE, at, message);
    let wrong = said_external(wrong, resource);
    let wrong = wrong.help(format!("it has to hide one for {timeout} s at least, and should for {} s", timeout * 6));
    let shape = accept::shape(codes::UNSEEN_QUEUE);
    wrong.help(format!("write `{shape}` in the attribute of the function or of the queue once you have looked"))
}

fn traffic(graph: &Graph<'_>) -> Vec<Traffic> {
    let model = graph.model;
    let mut traffic = vec![Traffic::default(); model.resources.len()];
    for grant in graph.grants().flatten().chain(&model.gaps.grants) {
        let Reach::Resource(id) = grant.to else { continue };
        let shape = &model.resource(id).shape;
        let here = &mut traffic[graph.same.first(id).0];
        here.is_used = true;
        for capability in &grant.capabilities {
            let caused = causes(shape, *capability);
            here.produced.extend(caused);
            if *capability == Capability::Presign {
                here.produced.insert(What::New);
            }
            if !caused.is_empty() {
                here.writer.get_or_insert(grant.at);
            }
        }
    }
    for (resource, here) in model.resources.iter().zip(&mut traffic) {
        // Items and objects whose time has come are removed by DynamoDB and S3.
        let expires = match &resource.shape {
            Shape::Table(table) => table.ttl.is_some(),
            Shape::Bucket(bucket) => bucket.expire.is_some(),
            _ => false,
        };
        if expires {
            here.produced.insert(What::Gone);
        }
    }
    traffic
}

/// Kinds that something reaches without a handle, with the permissions of `allow(…)`: nothing is known about those.
fn services_beyond(model: &Model) -> BTreeSet<&'static str> {
    const KINDS: &[(&str, &str)] = &[
        ("sqs", "queue"),
        ("sns", "topic"),
        ("dynamodb", "table"),
        ("s3", "bucket"),
        ("events", "bus"),
        ("kinesis", "stream"),
        ("secretsmanager", "secret"),
    ];
    let functions = model.functions.iter().flat_map(|it| &it.allow);
    let actions = functions.chain(model.services.iter().flat_map(|it| &it.allow)).flat_map(|it| &it.actions);
    let services = actions.filter_map(|action| action.value.split_once(':').map(|(service, _)| service));
    services.filter_map(|service| KINDS.iter().find(|(known, _)| *known == service)).map(|(_, kind)| *kind).collect()
}

fn verb(shape: &Shape) -> &'static str {
    match shape {
        Shape::Queue(_) => "sends to",
        Shape::Topic(_) => "publishes to",
        Shape::Table(_) | Shape::Bucket(_) => "makes this happen to",
        Shape::Secret(_) | Shape::Stream(_) | Shape::Bus(_) => "writes to",
    }
}

/// The handle that writes.
fn handle(resource: &Resource) -> String {
    let name = type_name(resource);
    match resource.shape {
        Shape::Queue(_) => format!("Sender<{name}>"),
        Shape::Topic(_) => format!("Publisher<{name}>"),
        Shape::Table(_) => format!("Writer<{name}>"),
        Shape::Bucket(_) => format!("Bucket<{name}, can::Put>"),
        Shape::Bus(_) => format!("Bus<{name}, can::Put>"),
        Shape::Stream(_) => format!("Stream<{name}, can::Put>"),
        Shape::Secret(_) => format!("Secret<{name}>"),
    }
}

fn type_name(resource: &Resource) -> &str {
    resource.identity.path.rsplit("::").next().unwrap_or_default()
}

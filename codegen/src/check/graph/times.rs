//! Times along a path: a caller waits for its callee, a run ends before the next one, and a failure has a place.

use watershed_grammar::function::Place;
use watershed_grammar::value::Duration;
use watershed_grammar::{Diagnostic, Diagnostics, accept, codes};

use super::{Graph, Node};
use crate::model::{Function, FunctionId, Grant, Reach, Trigger};

/// Every pair.
pub fn check(graph: &Graph<'_>, diagnostics: &mut Diagnostics) {
    let mut callers: Vec<Option<Node>> = vec![None; graph.model.functions.len()];
    for (index, grants) in graph.grants().enumerate() {
        for grant in grants {
            if let Reach::Function(FunctionId(callee)) = grant.to {
                callers[callee].get_or_insert(Node(index));
            }
        }
    }
    for (index, grants) in graph.grants().enumerate() {
        for grant in grants {
            let Reach::Function(FunctionId(callee)) = grant.to else { continue };
            diagnostics.extend_some(impatient(graph, &callers, Node(index), Node(callee), grant));
        }
    }
    for function in &graph.model.functions {
        diagnostics.extend_some(overlapping(function));
        diagnostics.extend_some(unheard(graph, function));
        diagnostics.extend_some(failed_job(function));
    }
}

/// A caller that ends before its callee does. A service has no end.
fn impatient(graph: &Graph<'_>, callers: &[Option<Node>], from: Node, to: Node, grant: &Grant) -> Option<Diagnostic> {
    let [caller, other] = [from, to].map(|node| graph.function(node).filter(|it| it.knows_timeout));
    let (caller, other) = (caller?, other?);
    let (waits, takes) = (caller.timeout.value, other.timeout.value);
    (waits < takes).then(|| {
        let path = entry(callers, from);
        let path: Vec<String> = path.iter().chain([&to]).map(|node| timed(graph, *node)).collect();
        let message = format!("the caller ends after {}, and its callee after {}", waits.written(), takes.written());
        let wrong = Diagnostic::warning(codes::IMPATIENT, grant.at, message);
        let wrong = wrong.also(caller.timeout.place(caller.trigger_at), format!("ends after {}", waits.written()));
        let wrong = wrong.also(other.timeout.place(other.trigger_at), format!("ends after {}", takes.written()));
        let wrong = wrong.help(format!("the way is {}", path.join(" → ")));
        let wrong = wrong
            .help(format!("write `timeout = \"{}\"` or more at the caller, or less at its callee", takes.written()));
        wrong.help(format!("or write `{}` where every call is a `call_later`", accept::shape(codes::IMPATIENT)))
    })
}

/// From where the first request comes to a component, by the first caller of each.
fn entry(callers: &[Option<Node>], node: Node) -> Vec<Node> {
    let mut path = vec![node];
    while let Some(caller) = path.last().and_then(|last| callers.get(last.0).copied().flatten()) {
        if path.contains(&caller) {
            break;
        }
        path.push(caller);
    }
    path.reverse();
    path
}

/// A component with its trigger and its time: `GET /orders` → `place-order` (5s).
fn timed(graph: &Graph<'_>, node: Node) -> String {
    let name = graph.name(node);
    match graph.function(node) {
        Some(function) if function.knows_timeout => {
            let time = function.timeout.value.written();
            match &function.trigger {
                Trigger::Http { method, path, .. } => format!("`{} {}` → {name} ({time})", method.value, path.value),
                _ => format!("{name} ({time})"),
            }
        }
        Some(_) | None => name,
    }
}

/// A run that may not have ended when the next one begins.
fn overlapping(function: &Function) -> Option<Diagnostic> {
    let Trigger::Schedule { when, .. } = &function.trigger else { return None };
    let (pause, takes) = (Duration::from_seconds(when.value.shortest_pause()), function.timeout.value);
    (takes > pause && function.knows_timeout).then(|| {
        let message = format!("it fires every {}, and one run may take {}", pause.written(), takes.written());
        let wrong = Diagnostic::warning(codes::OVERLAPPING_RUNS, when.span, message);
        let wrong = if function.timeout.is_said() {
            wrong.also(function.timeout.place(function.trigger_at), "how long it may take")
        } else {
            wrong
        };
        let wrong = wrong.help(format!("write `timeout = \"{}\"` or less", pause.written()));
        let wanted = match function.place.value {
            Place::Container => "the next run may be left out",
            Place::Serverless | Place::Auto => "two may run at once",
        };
        wrong.help(format!("or write `{}` where {wanted}", accept::shape(codes::OVERLAPPING_RUNS)))
    })
}

/// A call that does not wait, to a container that may go away before it has done the work.
fn unheard(graph: &Graph<'_>, function: &Function) -> Option<Diagnostic> {
    if !function.calls_later {
        return None;
    }
    let lost = function.grants.iter().find_map(|grant| match grant.to {
        Reach::Function(id) => {
            let callee = graph.model.function(id);
            (callee.place.value == Place::Container).then_some((grant, callee))
        }
        Reach::Resource(_) => None,
    });
    let (grant, callee) = lost?;
    let message =
        format!("a `call_later` to `{}` is lost when its container is, and nobody hears of it", callee.identity.id);
    let wrong = Diagnostic::warning(codes::NO_PLACE_FOR_FAILURES, grant.at, message);
    let wrong = wrong.also(callee.place.place(callee.identity.at), "it runs in a container");
    let wrong = wrong.help("send a message to a `#[queue]` that it consumes");
    Some(wrong.help(format!("or write `{}` where it may be lost", accept::shape(codes::NO_PLACE_FOR_FAILURES))))
}

/// A run by the clock in a container: the last failed Job stays in the cluster, and nothing tells of it.
fn failed_job(function: &Function) -> Option<Diagnostic> {
    let Trigger::Schedule { when, .. } = &function.trigger else { return None };
    // What a CronJob cannot express is refused.
    (function.place.value == Place::Container && when.value.kubernetes().is_ok()).then(|| {
        let message = "a run that fails is a failed Job in the cluster, and nobody hears of it";
        let wrong = Diagnostic::warning(codes::NO_PLACE_FOR_FAILURES, when.span, message);
        let wrong = wrong.also(function.place.place(function.trigger_at), "it runs in a container");
        let wrong = wrong.help("write `place = serverless`: AWS keeps what fails as a dead letter");
        let shape = accept::shape(codes::NO_PLACE_FOR_FAILURES);
        wrong.help(format!("or write `{shape}` where the cluster's monitoring tells of failed Jobs"))
    })
}

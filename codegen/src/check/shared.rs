//! What exists already and is taken from twice: by two environments, or by two structs.
//!
//! Subscribers of one topic, rules of one bus and readers of one stream are not looked at: each gets all of it.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::{Diagnostic, Diagnostics, Span, codes, suggest};

use super::same::{self, Same, is_one_account};
use crate::model::{Function, Model, Origin, Resource, ResourceId, Trigger};
use crate::physical;

/// Who takes from something, in which environment.
struct Taker<'a> {
    model: &'a Model,
    function: &'a Function,
    resource: &'a Resource,
    account: Option<&'a str>,
}

impl Taker<'_> {
    /// Where it takes, from what, and who says what that is.
    fn places(&self) -> Vec<(Span, String)> {
        let (name, environment) = (self.resource.identity.name, &self.model.environment);
        let taken = (self.function.trigger_at, "here too".to_owned());
        let declared = (name, format!("the {}", self.resource.kind()));
        match self.resource.external.as_ref().map(|it| it.origin) {
            Some(Origin::Environment(at)) => vec![taken, declared, (at, format!("so it is in `{environment}`"))],
            Some(Origin::Written(at)) => vec![taken, (at, "it is external".to_owned())],
            Some(Origin::Default) | None => vec![taken, (name, format!("made for `{environment}`"))],
        }
    }
}

/// A kind, a name, and the region that it is in; buckets have one space of names in all regions of a partition.
type Thing<'a> = (&'static str, String, &'a str);

/// Two structs that are one bucket, and would each write its notifications.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let things = Same::new(model);
    let mut listeners: BTreeMap<ResourceId, BTreeMap<ResourceId, &Function>> = BTreeMap::new();
    for function in model.whole_functions() {
        let Trigger::Bucket { bucket, .. } = function.trigger else { continue };
        listeners.entry(things.first(bucket)).or_default().entry(bucket).or_insert(function);
    }
    for structs in listeners.values() {
        let mut structs = structs.iter();
        let Some((first, one)) = structs.next() else { continue };
        for (second, other) in structs {
            let message = "two notification configurations of one bucket would be written";
            let wrong = Diagnostic::error(codes::NOTIFICATIONS, other.trigger_at, message);
            let wrong = wrong.also(one.trigger_at, "the other one");
            let help = "declare the bucket once, and let the functions of both name that";
            diagnostics.push(same::shown(model, (*first, *second), wrong).help(help));
        }
    }
}

/// Queues and buckets that functions of several environments take from.
pub fn across(models: &[&Model], diagnostics: &mut Diagnostics) {
    let mut things: BTreeMap<Thing<'_>, Vec<Taker<'_>>> = BTreeMap::new();
    for model in models.iter().copied() {
        let region = model.settings.region.as_ref().map_or("", |it| it.value.as_str());
        for function in model.whole_functions() {
            let (id, place) = match function.trigger {
                Trigger::Queue { queue, .. } => (queue, region),
                Trigger::Bucket { bucket, .. } => (bucket, physical::partition(region)),
                _ => continue,
            };
            let resource = model.resource(id);
            let (name, account) = physical::called(model, resource);
            let taker = Taker { model, function, resource, account };
            things.entry((resource.kind(), name.into_owned(), place)).or_default().push(taker);
        }
    }
    for ((kind, name, _), takers) in things {
        // Names that Watershed gives are looked at elsewhere.
        let Some(first) = takers.iter().find(|it| it.resource.external.is_some()) else { continue };
        let together = takers.iter().filter(|it| is_one_account(it.account, first.account));
        diagnostics.extend_some(between(kind, &name, &together.collect::<Vec<_>>()));
    }
}

fn between(kind: &str, name: &str, takers: &[&Taker<'_>]) -> Option<Diagnostic> {
    let environments: BTreeSet<&str> = takers.iter().map(|it| it.model.environment.as_str()).collect();
    let first = takers.first().filter(|_| environments.len() > 1)?;
    let names = suggest::list(&environments.into_iter().collect::<Vec<_>>());
    let mut wrong = match first.function.trigger {
        Trigger::Queue { .. } => {
            let message = format!("each of {names} would take a part of the messages of the queue `{name}`");
            Diagnostic::warning(codes::SHARED_QUEUE, first.function.trigger_at, message)
        }
        _ => {
            let message = format!("each of {names} would replace the notifications of the bucket `{name}`");
            Diagnostic::error(codes::NOTIFICATIONS, first.function.trigger_at, message)
        }
    };
    // What is made for one of them says more of its struct than that others use it.
    let (made, found): (Vec<&Taker<'_>>, _) = takers.iter().partition(|it| it.resource.external.is_none());
    let mut seen = BTreeSet::from([first.function.trigger_at]);
    for (at, label) in made.into_iter().chain::<Vec<_>>(found).flat_map(Taker::places) {
        if seen.insert(at) {
            wrong = wrong.also(at, label);
        }
    }
    let wrong = wrong.help(format!("name another {kind} for each environment under `resources:` in `watershed.yaml`"));
    Some(match first.function.trigger {
        Trigger::Queue { .. } => {
            let ways = "or write `warnings: { WS0242: ignore }` where each environment has an account and a queue of its own";
            wrong.help(ways)
        }
        _ => wrong.help("or let the bucket tell EventBridge, whose default bus tells all environments: `event(source = \"aws.s3\", …)`"),
    })
}

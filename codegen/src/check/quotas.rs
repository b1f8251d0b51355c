//! What an account has by default, or as `limits:` says, against what this application alone would take.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::function::Place;
use watershed_grammar::limits::{self, Quota, UNRESERVED};
use watershed_grammar::resource::Shape;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use crate::model::{Function, Identity, Model, ResourceId, Trigger};
use crate::physical;
use crate::settings::limits::of;

/// Alarms of one component, at most.
const MOST_ALARMS: usize = 5;

/// Every quota.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut counts = Counts { model, diagnostics };
    let serverless = || model.whole_functions().filter(|it| it.place.value == Place::Serverless);
    counts.concurrency(serverless());
    let routes: Vec<Span> = serverless().filter_map(route).collect();
    // Each route has a function, so beyond this quota the other one is no news.
    if !counts.places(&limits::INTEGRATIONS, &routes) {
        counts.places(&limits::ROUTES, &routes);
    }
    counts.authorizers(serverless());
    counts.listeners();
    counts.roles();
    counts.alarms();
    let is_public = |it: &&Function| matches!(&it.trigger, Trigger::Url { auth, .. } if auth.value == Auth::None);
    counts.places(&limits::STACKS, &serverless().filter(is_public).map(|it| it.trigger_at).collect::<Vec<_>>());
    for (quota, is_one) in KINDS {
        let own = model.whole_resources().filter(|it| it.external.is_none() && is_one(&it.shape));
        counts.places(quota, &own.map(|it| it.identity.name).collect::<Vec<_>>());
    }
    counts.shards();
}

/// A quota, and whether a resource counts.
type Kind = (Quota, fn(&Shape) -> bool);

/// Resources of which an account has so many.
const KINDS: &[Kind] = &[
    (limits::TABLES, |it| matches!(it, Shape::Table(_))),
    (limits::BUCKETS, |it| matches!(it, Shape::Bucket(_))),
    (limits::BUSES, |it| matches!(it, Shape::Bus(_))),
    (limits::STREAMS, |it| matches!(it, Shape::Stream(stream) if stream.shards.is_none())),
];

fn route(function: &Function) -> Option<Span> {
    match &function.trigger {
        Trigger::Http { path, .. } => Some(path.span),
        _ => None,
    }
}

struct Counts<'a, 'b> {
    model: &'a Model,
    diagnostics: &'b mut Diagnostics,
}

impl<'a> Counts<'a, '_> {
    /// Reports the first that is beyond a quota; answers whether there is one.
    fn places(&mut self, quota: &Quota, places: &[Span]) -> bool {
        let most = of(&self.model.settings.limits, quota);
        let Some(beyond) = places.get(most as usize) else { return false };
        self.beyond(quota, places.len() as u64, *beyond);
        true
    }

    fn beyond(&mut self, quota: &Quota, count: u64, at: Span) {
        let most = of(&self.model.settings.limits, quota);
        let message = format!("{count} {}, and AWS takes {most}", quota.what);
        let wrong = if quota.is_raised {
            Diagnostic::warning(codes::QUOTA, at, message)
        } else {
            Diagnostic::error(codes::QUOTA, at, message)
        };
        let wrong = wrong.help(quota.source);
        let help =
            format!("write `limits: {{ {}: {count} }}` in `watershed.yaml` where the account has more", quota.name);
        self.diagnostics.push(wrong.help(help));
    }

    /// What is reserved, or kept ready without, is taken from the account, which keeps some for all others.
    fn concurrency(&mut self, functions: impl Iterator<Item = &'a Function>) {
        let reserved = functions.filter_map(|it| Some((it.scale.max.as_ref().or(it.scale.warm.as_ref())?, it)));
        let (mut sum, mut largest): (u64, Option<(u32, Span)>) = (0, None);
        for (max, function) in reserved {
            sum += u64::from(max.value);
            if largest.is_none_or(|(value, _)| value < max.value) {
                largest = Some((max.value, max.place(function.identity.at)));
            }
        }
        let account = of(&self.model.settings.limits, &limits::CONCURRENCY);
        let Some((_, at)) = largest.filter(|_| sum + u64::from(UNRESERVED) > u64::from(account)) else { return };
        let left = account.saturating_sub(UNRESERVED);
        let message = format!(
            "all functions together reserve or keep ready {sum} at once, and {left} of the account's {account} can be"
        );
        let wrong = Diagnostic::warning(codes::QUOTA, at, message).help(limits::CONCURRENCY.source);
        let needed = sum + u64::from(UNRESERVED);
        let help =
            format!("lower `scale(max)`, or write `limits: {{ concurrency: {needed} }}` where the account has as much");
        self.diagnostics.push(wrong.help(help));
    }

    fn authorizers(&mut self, functions: impl Iterator<Item = &'a Function>) {
        let mut seen: BTreeSet<(&str, &[String])> = BTreeSet::new();
        let mut places = Vec::new();
        for function in functions {
            if let Trigger::Http { auth, .. } = &function.trigger
                && let Auth::Jwt { issuer, audience } = &auth.value
                && seen.insert((issuer, audience))
            {
                places.push(auth.place(function.trigger_at));
            }
        }
        self.places(&limits::AUTHORIZERS, &places);
    }

    /// Rules of one bus, filters of one topic, notifications of one bucket.
    fn listeners(&mut self) {
        let mut rules: BTreeMap<Option<ResourceId>, Vec<Span>> = BTreeMap::new();
        let mut filters: BTreeMap<ResourceId, Vec<Span>> = BTreeMap::new();
        let mut notifications: BTreeMap<ResourceId, Vec<&Function>> = BTreeMap::new();
        for function in self.model.whole_functions() {
            match &function.trigger {
                Trigger::Event { bus, .. } => rules.entry(*bus).or_default().push(function.trigger_at),
                Trigger::Topic { topic, filter } if !filter.is_empty() => {
                    filters.entry(*topic).or_default().push(function.trigger_at);
                }
                Trigger::Bucket { bucket, .. } => notifications.entry(*bucket).or_default().push(function),
                _ => {}
            }
        }
        for places in rules.values() {
            self.places(&limits::RULES, places);
        }
        for places in filters.values() {
            self.places(&limits::FILTERS, places);
        }
        for (bucket, functions) in notifications {
            let Some(beyond) = functions.get(limits::BUCKET_LISTENERS.most() as usize) else { continue };
            let bucket = &self.model.resource(bucket).identity;
            let message = format!(
                "{} functions listen to `{}`, and S3 takes {}",
                functions.len(),
                bucket.id,
                limits::BUCKET_LISTENERS.most()
            );
            let wrong = Diagnostic::error(codes::LISTENERS, beyond.trigger_at, message).also(bucket.name, "the bucket");
            self.diagnostics.push(wrong.help(limits::BUCKET_LISTENERS.source));
        }
    }

    /// One for each function, schedule and deployment that may do anything.
    fn roles(&mut self) {
        let model = self.model;
        let mut places = Vec::new();
        let mut groups = BTreeSet::new();
        for function in model.whole_functions() {
            let at = function.identity.name;
            if function.place.value == Place::Container {
                let is_new = function.group.as_ref().is_none_or(|group| groups.insert(group.value.as_str()));
                places.extend(is_new.then_some(at));
            } else {
                places.push(at);
                places.extend(matches!(function.trigger, Trigger::Schedule { .. }).then_some(at));
            }
        }
        for service in model.whole_services().filter(|it| !it.grants.is_empty() || !it.allow.is_empty()) {
            let is_new = service.group.as_ref().is_none_or(|group| groups.insert(group.value.as_str()));
            places.extend(is_new.then_some(service.identity.name));
        }
        self.places(&limits::ROLES, &places);
    }

    fn alarms(&mut self) {
        let model = self.model;
        let most = of(&model.settings.limits, &limits::ALARMS) as usize;
        let components = model.functions.len() + model.resources.len();
        if model.settings.alarms.as_ref().is_some_and(|it| !it.value) || components * MOST_ALARMS <= most {
            return;
        }
        let count = |parts: Vec<(physical::Space, String)>| {
            parts.into_iter().filter(|(space, _)| *space == physical::ALARM).count()
        };
        let of_function = |it: &'a Function| {
            let parts = match it.place.value {
                Place::Container => physical::of_contained(model, it),
                Place::Serverless | Place::Auto => physical::of_function(model, it),
            };
            (count(parts), &it.identity)
        };
        let resources = model.whole_resources().map(|it| (count(physical::of_resource(model, it)), &it.identity));
        let all = model.whole_functions().map(of_function).chain(resources);
        let places = all.flat_map(|(alarms, identity): (usize, &Identity)| std::iter::repeat_n(identity.name, alarms));
        self.places(&limits::ALARMS, &places.collect::<Vec<_>>());
    }

    fn shards(&mut self) {
        let own = self.model.whole_resources().filter(|it| it.external.is_none());
        let shards = own.filter_map(|it| match &it.shape {
            Shape::Stream(stream) => stream.shards.clone(),
            _ => None,
        });
        let (sum, last) = shards.fold((0_u64, None), |(sum, _), it| (sum + u64::from(it.value), Some(it.span)));
        let Some(at) = last.filter(|_| sum > u64::from(of(&self.model.settings.limits, &limits::SHARDS))) else {
            return;
        };
        self.beyond(&limits::SHARDS, sum, at);
    }
}

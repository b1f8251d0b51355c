//! Routes, patterns and schedules that mean something else than they seem to.

use std::collections::BTreeMap;

use watershed_grammar::function::Place;
use watershed_grammar::value::{Arn, partition};
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, accept, codes, suggest};

use crate::model::{Function, Held, Model, Resource, Trigger};

/// How sources of AWS services begin.
const OF_AWS: &str = "aws.";

/// Services of the whole world, which report to the bus of one region (Amazon EventBridge user guide, "AWS service events
/// delivered via AWS CloudTrail", 2026-11).
const GLOBAL: &[&str] = &["aws.cloudfront", "aws.iam", "aws.organizations", "aws.route53", "aws.trustedadvisor"];

/// Their region.
const HOME: &str = "us-east-1";

/// The account's own bus.
const DEFAULT_BUS: &str = "default";

/// Patterns that nothing matches, preflight requests that API Gateway answers itself, hours of no zone.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for function in model.whole_functions() {
        match &function.trigger {
            Trigger::Event { bus, source, detail_type } => {
                let bus = bus.map(|bus| model.resource(bus)).filter(|it| !is_default(it));
                diagnostics.extend_some(from_aws(function, bus, source));
                diagnostics.extend_some(unreported(bus, source, detail_type));
                diagnostics.extend_some(global(model, bus, source));
                for text in source {
                    diagnostics.extend_some(capital(text));
                }
                for text in source.iter().chain(detail_type) {
                    diagnostics.extend_some(not_exact(text));
                }
            }
            Trigger::Topic { topic, filter } => check_filter(model.resource(*topic), filter, diagnostics),
            Trigger::Bucket { prefix: Some(prefix), .. } if prefix.value.starts_with('/') => {
                let message = "the keys of few objects begin with `/`";
                let wrong = Diagnostic::warning(codes::DEAD_PATTERN, prefix.span, message);
                diagnostics.push(wrong.help(format!("write `prefix = \"{}\"`", prefix.value.trim_start_matches('/'))));
            }
            Trigger::Http { method, .. }
                if method.value == "OPTIONS"
                    && function.place.value == Place::Serverless
                    && model.settings.http.cors.is_some() =>
            {
                let message = "API Gateway answers preflight requests itself, so this route hears of none";
                let wrong = Diagnostic::warning(codes::PREFLIGHT, method.span, message);
                diagnostics.push(wrong.help("remove the route, or `cors` from `http` in `watershed.yaml`"));
            }
            Trigger::Schedule { when, timezone: None } if when.value.names_an_hour() => {
                let message = "this hour is one of UTC, and no zone says that it is meant";
                let wrong = Diagnostic::warning(codes::NO_ZONE, when.span, message);
                let wrong = wrong.help("write the zone behind it, such as `timezone = \"Europe/Berlin\"`");
                diagnostics.push(wrong.help("or `timezone = \"UTC\"`"));
            }
            _ => {}
        }
    }
}

/// Whether a bus is the account's default one, by its name or ARN.
fn is_default(bus: &Resource) -> bool {
    let Some(external) = &bus.external else { return false };
    Arn::parse(&external.value).map_or(&*external.value, |arn| arn.name()) == DEFAULT_BUS
}

/// Events of AWS on a bus of one's own.
fn from_aws(function: &Function, bus: Option<&Resource>, source: &[Spanned<String>]) -> Option<Diagnostic> {
    let bus = bus.filter(|_| !source.is_empty() && source.iter().all(|it| it.value.starts_with(OF_AWS)))?;
    let message = format!("AWS services report to the default bus, and never to `{}`", bus.identity.id);
    let wrong = Diagnostic::warning(codes::DEAD_PATTERN, function.trigger_at, message);
    Some(wrong.also(bus.identity.name, "the bus").help("write `event(source = …)` without a bus"))
}

/// Events that S3 reports only where a bucket says so. No bucket here does: its functions hear of objects without a bus.
fn unreported(
    bus: Option<&Resource>,
    source: &[Spanned<String>],
    detail_type: &[Spanned<String>],
) -> Option<Diagnostic> {
    let [only] = source else { return None };
    let is_told = |it: &Spanned<String>| it.value.starts_with("Object ");
    if bus.is_some() || only.value != "aws.s3" || detail_type.is_empty() || !detail_type.iter().all(is_told) {
        return None;
    }
    let message = "S3 reports objects to the bus only where a bucket is told to, and none of this application is";
    let wrong = Diagnostic::warning(codes::DEAD_PATTERN, only.span, message);
    Some(wrong.help("write `bucket(…)` with the bucket's type as the trigger"))
}

/// Events of services that report in another region.
fn global(model: &Model, bus: Option<&Resource>, source: &[Spanned<String>]) -> Option<Diagnostic> {
    let region = model.settings.region.as_ref()?;
    let is_elsewhere = region.value != HOME && partition(&region.value) == "aws" && bus.is_none();
    let first = source.first().filter(|_| is_elsewhere)?;
    if !source.iter().all(|it| GLOBAL.contains(&it.value.as_str())) {
        return None;
    }
    let message = format!("`{}` is a service of all regions and reports in {HOME} alone", first.value);
    let wrong = Diagnostic::warning(codes::DEAD_PATTERN, first.span, message).also(region.span, "the region");
    Some(wrong.help(format!(
        "deploy this to {HOME}, or forward the events from there and write `{}`",
        accept::shape(codes::DEAD_PATTERN)
    )))
}

/// A source of AWS in letters that no service of AWS uses.
fn capital(source: &Spanned<String>) -> Option<Diagnostic> {
    let small = source.value.to_ascii_lowercase();
    let is_meant = small.starts_with(OF_AWS) && !source.value.starts_with(OF_AWS);
    is_meant.then(|| {
        let message =
            format!("`{}` is no source of AWS: EventBridge tells capital letters apart", source.value.escape_debug());
        let wrong = Diagnostic::warning(codes::DEAD_PATTERN, source.span, message);
        wrong.help(format!("write `{}`", small.escape_debug()))
    })
}

/// A text that is not compared as it seems to be.
fn not_exact(text: &Spanned<String>) -> Option<Diagnostic> {
    let (message, help) = match text.value.as_str() {
        "" => ("no event has an empty text here", "write the text of the events that are wanted"),
        it if it.contains('*') => {
            ("EventBridge compares this text as it is, and a `*` stands for itself", "write each text that is wanted")
        }
        _ => return None,
    };
    Some(Diagnostic::warning(codes::DEAD_PATTERN, text.span, message).help(help))
}

/// Fields that the messages of a topic do not have, or that hold no text. What a foreign topic carries is not known.
fn check_filter(topic: &Resource, filter: &BTreeMap<String, Spanned<Vec<String>>>, diagnostics: &mut Diagnostics) {
    let Some(message) = topic.message.as_ref().filter(|_| topic.external.is_none()) else { return };
    let other = message.at.unwrap_or(topic.identity.name);
    let wrong = |at: Span, text: String, help: String| {
        Diagnostic::warning(codes::DEAD_PATTERN, at, text).also(other, "the messages").help(help)
    };
    for (name, values) in filter {
        let shown = name.escape_debug();
        diagnostics.extend_some(match message.fields.get(name) {
            Some(Held::Any) => None,
            Some(Held::OneOf(texts)) => values.value.iter().find(|it| !texts.contains(it)).map(|value| {
                let known: Vec<&str> = texts.iter().map(String::as_str).collect();
                let text = format!("`{shown}` is never `{}`", value.escape_debug());
                wrong(values.span, text, suggest::help(value, &known))
            }),
            None if message.is_open => None,
            Some(Held::NoText) => {
                let text = format!("`{shown}` is never a text, and a filter compares texts");
                Some(wrong(values.span, text, "filter by another field, or compare in the function".to_owned()))
            }
            None if message.fields.is_empty() => {
                let text = format!("the messages of `{}` have no fields", topic.identity.id);
                Some(wrong(values.span, text, "publish a struct with named fields".to_owned()))
            }
            None => {
                let names: Vec<&str> = message.fields.keys().map(String::as_str).collect();
                let text = format!("the messages of `{}` have no field `{shown}`", topic.identity.id);
                Some(wrong(values.span, text, suggest::help(name, &names)))
            }
        });
    }
}

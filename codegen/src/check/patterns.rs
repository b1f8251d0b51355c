//! Routes, patterns and schedules that mean something else than they seem to.

use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::{Model, Trigger};

/// How sources of AWS services begin.
const OF_AWS: &str = "aws.";

/// Events of AWS on a bus of one's own, preflight requests that API Gateway answers itself, hours of no zone.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for function in model.whole_functions() {
        match &function.trigger {
            Trigger::Event { bus: Some(bus), source, .. }
                if !source.is_empty() && source.iter().all(|it| it.starts_with(OF_AWS)) =>
            {
                let bus = model.resource(*bus);
                let message = format!("AWS services report to the default bus, and never to `{}`", bus.identity.id);
                let wrong = Diagnostic::warning(codes::DEAD_PATTERN, function.trigger_at, message);
                diagnostics
                    .push(wrong.also(bus.identity.name, "the bus").help("write `event(source = …)` without a bus"));
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

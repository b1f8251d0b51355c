//! What a person is told at the start: where it listens, what is missing, and what is not as in the cloud.

use super::application::{Application, Options};
use super::auth::{Fallback, VARIABLE};
use super::{console, secret};
use crate::registry::{Auth, Function, Resource, Trigger, resources};

/// The lines.
pub fn greeting(application: &Application, options: &Options, fallback: &Fallback) -> String {
    let address = application.address.get().map(String::as_str).unwrap_or_default();
    let (functions, services) = (application.functions.len(), application.services.len());
    let data = options.data.as_ref().map_or_else(
        || "in memory; `WATERSHED_DATA=folder` keeps tables and buckets".to_owned(),
        |data| format!("in {}", data.display()),
    );
    let mut lines = vec![
        format!("watershed: {functions} functions and {services} services on {address}"),
        format!("  console: {address}{}", console::PATH),
        format!("  data: {data}"),
    ];
    let missing = application.secrets.iter().filter(|(_, secret)| !secret.is_set());
    lines.extend(missing.map(|(id, _)| format!("  missing: {}", secret::missing(id))));
    let differences = differences(application, fallback);
    if !differences.is_empty() {
        lines.push("  not as in the cloud:".to_owned());
        lines.extend(differences.into_iter().map(|difference| format!("  - {difference}")));
    }
    lines.join("\n")
}

/// What is not imitated, of what this program uses.
fn differences(application: &Application, fallback: &Fallback) -> Vec<String> {
    let mut found = vec![
        "of `watershed.yaml` only `http.auth` and variables hold, and they and `env(…)` only with `watershed dev`"
            .to_owned(),
    ];
    let auths: Vec<(&str, Option<Auth>)> = application
        .functions
        .iter()
        .filter_map(|(id, function)| match function.trigger {
            Trigger::Http { auth, .. } | Trigger::Url { auth, .. } => Some((*id, auth)),
            _ => None,
        })
        .collect();
    let with = |fits: &dyn Fn(Option<Auth>) -> bool| {
        let ids: Vec<&str> = auths.iter().filter(|(_, auth)| fits(*auth)).map(|(id, _)| *id).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    let by_default = |auth: Option<Auth>, default: bool| auth.is_none() && default;
    let jwt =
        with(&|auth| matches!(auth, Some(Auth::Jwt { .. })) || by_default(auth, matches!(fallback, Fallback::Jwt(_))));
    found.extend(
        jwt.map(|ids| format!("tokens are required and their claims checked, their signatures are not: {ids}")),
    );
    let iam = with(&|auth| matches!(auth, Some(Auth::Iam)) || by_default(auth, *fallback == Fallback::Iam));
    found.extend(iam.map(|ids| format!("everybody may ask what wants signed requests (iam): {ids}")));
    let unknown = with(&|auth| by_default(auth, *fallback == Fallback::Unknown));
    found.extend(unknown.map(|ids| {
        format!("everybody may ask routes without `auth`; `watershed dev` or `{VARIABLE}` tells the default: {ids}")
    }));
    let many: Vec<&str> = application.functions.iter().filter(|(_, it)| is_bounded(it)).map(|(id, _)| *id).collect();
    if !many.is_empty() {
        found.push(format!(
            "requests and calls run side by side without the bound of `scale(max)`: {}",
            many.join(", ")
        ));
    }
    found.extend(data(application));
    found
}

/// The same of what holds data and hands it over.
fn data(application: &Application) -> Vec<String> {
    let mut found = Vec::new();
    let kinds: Vec<Resource> = resources().map(|(_, resource)| resource).collect();
    let has = |fits: fn(&Resource) -> bool| kinds.iter().any(fits);
    if has(|it| matches!(it, Resource::Queue { .. } | Resource::Topic { .. })) || !application.read.is_empty() {
        found.push("a failed message is tried again after a second, not after the visibility timeout; queues end with the program".to_owned());
    }
    if has(|it| matches!(it, Resource::Queue { fifo: true, .. } | Resource::Topic { fifo: true })) {
        found.push("FIFO queues and topics keep the order and do not drop duplicates".to_owned());
    }
    if has(|it| matches!(it, Resource::Table { indexes, .. } if !indexes.is_empty())) {
        found.push("indexes are current at once".to_owned());
    }
    if has(|it| matches!(it, Resource::Stream)) {
        found.push("streams keep no record that was read, and none from before the program".to_owned());
    }
    if has(|it| matches!(it, Resource::Bucket)) {
        found.push(
            "buckets keep no versions and let nothing expire; files that a person puts into the folder start nothing"
                .to_owned(),
        );
    }
    found
}

/// Whether a function with a bound is started by whoever asks, and not by what hands over messages.
fn is_bounded(function: &Function) -> bool {
    let is_asked = matches!(function.trigger, Trigger::Http { .. } | Trigger::Url { .. } | Trigger::Call);
    is_asked && function.max.is_some()
}

//! Resources of `allow(…)` that none of its actions is on.

use watershed_grammar::allow::Allow;
use watershed_grammar::{Diagnostic, Diagnostics, Spanned, accept, codes};

use super::{actions, arns, s3};
use crate::model::{Identity, Model};
use crate::physical::partition;

/// The services whose actions are on things of others, a line each, with those others; a service alone has nothing that
/// a policy can name, and `*` stands for any. Every other one is on its own things. It comes from AWS's Service
/// Authorization Reference by the same way as the list of actions, and from the policies that AWS manages.
const RESOURCES: &str = include_str!("resources.txt");

/// Partitions of regions that [`partition`] knows.
const PARTITIONS: &[&str] = &["aws", "aws-cn", "aws-us-gov"];

/// Every resource of every component. A list of AWS's is never whole, so a warning is enough.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let functions = model.whole_functions().map(|it| (&it.identity, &it.allow));
    for (identity, allow) in functions.chain(model.whole_services().map(|it| (&it.identity, &it.allow))) {
        for it in allow {
            elsewhere(model, it, diagnostics);
            services(identity, it, diagnostics);
            s3::check(identity, it, diagnostics);
            for resource in &it.resources {
                diagnostics.extend_some(arns::nowhere(identity, resource));
            }
        }
    }
}

/// IAM refuses an ARN of another partition than its own.
fn elsewhere(model: &Model, allow: &Allow, diagnostics: &mut Diagnostics) {
    let Some(region) = &model.settings.region else { return };
    let own = partition(&region.value);
    for resource in &allow.resources {
        let written = resource.value.split(':').nth(1).unwrap_or("*");
        if written != own && PARTITIONS.contains(&written) && !is_apart(&region.value) {
            let message = format!("this is in the partition `{written}`, and everything else is in `{own}`");
            let wrong = Diagnostic::error(codes::EXTERNAL_ARN, resource.span, message);
            diagnostics.push(wrong.also(region.span, "the region").help(format!("write `arn:{own}:…`")));
        }
    }
}

/// Whether a region is in a partition of its own that few may see.
fn is_apart(region: &str) -> bool {
    region.starts_with("eusc-") || region.split('-').nth(1).is_some_and(|part| part.starts_with("iso"))
}

fn services(identity: &Identity, allow: &Allow, diagnostics: &mut Diagnostics) {
    let resources: Option<Vec<(&Spanned<String>, &str)>> =
        allow.resources.iter().map(|it| Some((it, it.value.split(':').nth(2)?))).collect();
    // `*` is everything.
    let Some(resources) = resources else { return };
    let actions: Vec<(&Spanned<String>, &str)> =
        allow.actions.iter().filter_map(|it| Some((it, it.value.split_once(':')?.0))).collect();
    let Some((first, service)) = actions.first() else { return };
    let (reached, foreign): (Vec<_>, Vec<_>) =
        resources.iter().partition(|(_, owner)| actions.iter().any(|(_, service)| takes(service, owner)));
    for (resource, owner) in foreign {
        let message = format!("no action here is on anything of `{owner}`");
        let wrong = Diagnostic::warning(codes::FOREIGN_RESOURCE, resource.span, message);
        let wrong = wrong.also(first.span, about(service)).also(identity.name, "whose call is denied when it is made");
        diagnostics.push(wrong.help(advice(service)).help(accepted()));
    }
    // Where nothing is reached at all, that has been said.
    let Some((resource, owner)) = reached.first() else { return };
    for (action, service) in actions {
        if resources.iter().any(|(_, owner)| takes(service, owner)) {
            continue;
        }
        let message = format!("`{}` is on nothing that stands here", action.value);
        let wrong = Diagnostic::warning(codes::FOREIGN_RESOURCE, action.span, message);
        let wrong = wrong.also(resource.span, format!("a thing of `{owner}`"));
        let wrong = wrong.also(identity.name, "whose call is denied when it is made");
        diagnostics.push(wrong.help(advice(service)).help(accepted()));
    }
}

/// Whether actions of a service can be on things of another. Of a service that nobody knows nothing is said.
fn takes(service: &str, owner: &str) -> bool {
    service.eq_ignore_ascii_case(owner)
        || !actions::is_service(service)
        || others(service).is_some_and(|others| others.split(' ').any(|it| it == owner || it == "*"))
}

/// The services whose things the actions of a service are on, where that is not itself alone.
fn others(service: &str) -> Option<&'static str> {
    let of = |line: &'static str| {
        let (prefix, others) = line.split_once(' ').unwrap_or((line, ""));
        (prefix == service).then_some(others)
    };
    RESOURCES.lines().find_map(of)
}

fn about(service: &str) -> String {
    match others(service) {
        Some("") => format!("actions of `{service}` take `*` alone"),
        Some(others) => format!("actions of `{service}` are on things of {}", listed(others)),
        None => format!("actions of `{service}` are on things of `{service}`"),
    }
}

fn advice(service: &str) -> String {
    match others(service) {
        Some("") => "write an `allow(…)` of its own with `resources = [\"*\"]`".to_owned(),
        Some(others) => format!("write an `allow(…)` of its own with an ARN of {}", listed(others)),
        None => format!("write an `allow(…)` of its own with an ARN of `{service}`"),
    }
}

fn listed(services: &str) -> String {
    services.split(' ').map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

pub fn accepted() -> String {
    format!("or write `{}` where AWS has it newly", accept::shape(codes::FOREIGN_RESOURCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_each_service_once() {
        let prefixes: Vec<&str> = RESOURCES.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(prefixes.len() > 100 && prefixes.windows(2).all(|pair| pair[0] < pair[1]), "{prefixes:?}");
    }

    #[test]
    fn actions_are_on_their_own_things_or_those_that_aws_names() {
        for (service, owner) in [
            ("sqs", "sqs"),
            ("sts", "iam"),
            ("ebs", "ec2"),
            ("rds-data", "rds"),
            ("kafka-cluster", "kafka"),
            ("ssm", "s3"),
            ("backup", "dynamodb"),
            ("execute-api", "execute-api"),
            ("unheard-of", "sqs"),
        ] {
            assert!(takes(service, owner), "{service} {owner}");
        }
        for (service, owner) in
            [("ses", "sqs"), ("sqs", "sns"), ("execute-api", "apigateway"), ("pricing", "sqs"), ("rds-db", "rds")]
        {
            assert!(!takes(service, owner), "{service} {owner}");
        }
    }

    #[test]
    fn regions_apart_are_known() {
        assert!(["us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "eusc-de-east-1"].iter().all(|it| is_apart(it)));
        assert!(!["eu-west-1", "us-gov-west-1", "cn-north-1"].iter().any(|it| is_apart(it)));
    }
}

//! What runs in a container, and what only AWS Lambda does.

use std::collections::BTreeMap;

use watershed_grammar::function::{Arch, Place};
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes, env};

use crate::model::{Function, Model, Reach, Scale, Service, Trigger, Variable};

/// Variables that EKS Pod Identity and Kubernetes set in a container; another value would take its role away.
const RESERVED: &[&str] = &[
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_STS_REGIONAL_ENDPOINTS",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
];

/// Every rule for functions and services by the place where they run.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for function in model.whole_functions() {
        match function.place.value {
            Place::Container => container(model, function, diagnostics),
            Place::Serverless => serverless(model, function, diagnostics),
            // It is refused when it is placed.
            Place::Auto => {}
        }
    }
    for service in model.whole_services() {
        variables(&service.env, diagnostics);
        fewest(&service.scale, service.identity.at, diagnostics);
        diagnostics.extend_some(single(model, service));
    }
}

fn container(model: &Model, function: &Function, diagnostics: &mut Diagnostics) {
    variables(&function.env, diagnostics);
    for (key, variable) in &function.env {
        diagnostics.extend_some(env::container_fault(key, variable.name));
    }
    arch(model, function, diagnostics);
    fewest(&function.scale, function.identity.at, diagnostics);
    let mut refuse = |at: Span, message: &str, help: &str| {
        diagnostics.push(Diagnostic::error(codes::NOT_IN_CONTAINER, at, message).help(help));
    };
    if let Some(vpc) = function.vpc {
        refuse(vpc, "a container is in the network of its cluster, not in the VPC of a function", "remove `vpc`");
    }
    match &function.trigger {
        Trigger::Http { auth, .. } | Trigger::Url { auth, .. } => {
            let what = match auth.value {
                Auth::None => return,
                Auth::Iam => "`auth = iam` is checked by API Gateway, which does not stand before a container",
                Auth::Jwt { .. } => {
                    "`auth = jwt(…)` is checked by API Gateway, which does not stand before a container"
                }
            };
            let help = "write `place = serverless`, or `auth = none` and let the Gateway of the cluster check";
            refuse(auth.place(function.trigger_at), what, help);
        }
        Trigger::Stream { parallel, .. } if *parallel > 1 => {
            let help = "remove `parallel`, or write `place = serverless`";
            refuse(function.trigger_at, "a container reads one batch of a shard at a time", help);
        }
        Trigger::Schedule { when, .. } => {
            if let Err(reason) = when.value.kubernetes() {
                let wrong = Diagnostic::error(codes::CRON_NOT_PORTABLE, when.span, reason);
                diagnostics.push(wrong.help("change the schedule, or write `place = serverless`"));
            }
        }
        Trigger::Queue { window: Some(window), .. } => {
            let message = "a container takes messages as they come, and waits for no full batch";
            refuse(window.span, message, "remove `window`, or write `place = serverless`");
        }
        Trigger::Queue { .. }
        | Trigger::Topic { .. }
        | Trigger::Table { .. }
        | Trigger::Bucket { .. }
        | Trigger::Event { .. }
        | Trigger::Stream { .. }
        | Trigger::Call => {}
    }
}

/// A service that is away whenever its one replica is.
fn single(model: &Model, service: &Service) -> Option<Diagnostic> {
    let max = service.scale.max.as_ref().filter(|it| it.value == 1);
    let min = service.scale.min.as_ref().or(service.scale.warm.as_ref()).filter(|it| it.value <= 1);
    let one = max.or(min).filter(|_| model.protected && service.http.is_some())?;
    let message = "in a protected environment one replica answers requests, and none while it is replaced";
    let wrong = Diagnostic::warning(codes::SINGLE, one.place(service.identity.at), message);
    Some(wrong.also(service.identity.name, "the service").help("write 2 or more, or leave it to the environment"))
}

/// Two words for the same number.
fn fewest(scale: &Scale, at: Span, diagnostics: &mut Diagnostics) {
    if let (Some(min), Some(warm)) = (&scale.min, &scale.warm) {
        let message = "`min` and `warm` are both the fewest replicas of a container";
        let wrong = Diagnostic::error(codes::CONFLICT, warm.place(at), message).also(min.place(at), "the other one");
        diagnostics.push(wrong.help("keep `min`"));
    }
}

fn arch(model: &Model, function: &Function, diagnostics: &mut Diagnostics) {
    let image = match &model.settings.arch {
        Some(arch) if arch.value == "x86_64" => Arch::X86_64,
        _ => Arch::Arm64,
    };
    if function.arch.value != image {
        let at = function.arch.place(function.identity.at);
        let wrong = Diagnostic::error(codes::ARCH, at, "the image of the environment is for another processor");
        diagnostics.push(wrong.help("remove `arch`, or write it for the environment in `watershed.yaml`"));
    }
}

fn serverless(model: &Model, function: &Function, diagnostics: &mut Diagnostics) {
    let scale = &function.scale;
    let knobs = [
        (
            "min",
            scale.min.as_ref().map(|it| it.place(function.identity.at)),
            "write `warm` for environments kept ready",
        ),
        ("target", scale.target.as_ref().map(|it| it.span), "AWS Lambda starts as many as there are requests"),
        ("scale_down_after", scale.scale_down_after.as_ref().map(|it| it.span), "AWS Lambda decides this itself"),
        ("group", function.group.as_ref().map(|it| it.span), "a serverless function shares its place with nobody"),
    ];
    for (name, at, why) in knobs {
        let Some(at) = at else { continue };
        let message = format!("`{name}` does nothing for a serverless function");
        let wrong = Diagnostic::error(codes::NOT_SERVERLESS, at, message).help(why);
        diagnostics.push(wrong.help(format!("remove `{name}`, or write `place = container`")));
    }
    for grant in &function.grants {
        let Reach::Function(id) = grant.to else { continue };
        let callee = model.function(id);
        if callee.place.value == Place::Container {
            let message =
                format!("`{}` runs in the cluster, where a serverless function cannot call it", callee.identity.id);
            let wrong = Diagnostic::error(codes::UNREACHABLE, grant.at, message);
            let wrong = wrong.also(callee.place.place(callee.identity.at), "its place is written here");
            diagnostics.push(wrong.help("let both run in the same place, or send to a queue that it consumes"));
        }
    }
}

fn variables(env: &BTreeMap<String, Variable>, diagnostics: &mut Diagnostics) {
    for (key, variable) in env {
        if RESERVED.contains(&key.as_str()) || key.starts_with("KUBERNETES_") {
            let message = format!("`{key}` is set by the cluster");
            let wrong = Diagnostic::error(codes::RESERVED_VARIABLE, variable.name, message);
            diagnostics.push(wrong.help("choose another name"));
        }
    }
}

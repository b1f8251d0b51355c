//! Numbers of a function that its trigger does not take.

use watershed_grammar::function::{Expect, Place};
use watershed_grammar::limits::{ASYNCHRONOUS_RETRIES, QUEUE_RETRIES, ROUTE_OVERHEAD, ROUTE_TIMEOUT, WITHOUT_WINDOW};
use watershed_grammar::value::Duration;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::{Function, Model, Origin, Trigger};

/// Timeouts, retries and concurrency of functions, where they run.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for function in model.whole_functions() {
        match function.place.value {
            Place::Serverless => {
                diagnostics.extend(slow(function));
                diagnostics.extend(retries(function));
                diagnostics.extend(window(function));
                diagnostics.extend_some(crowded(function));
            }
            Place::Container => {
                diagnostics.extend_some(slow_behind_ingress(model, function));
                diagnostics.extend(retries_in_container(function));
            }
            // It is refused when it is placed.
            Place::Auto => {}
        }
        diagnostics.extend(concurrency(function));
    }
}

/// Methods that do not mean the same twice (RFC 9110, 9.2.2).
const NOT_IDEMPOTENT: &[&str] = &["POST", "PATCH", "ANY"];

/// Whether API Gateway may answer before the function does, which Lambda ends after whole seconds.
fn outlasts(timeout: Duration) -> bool {
    timeout.seconds() * 1000 + ROUTE_OVERHEAD > ROUTE_TIMEOUT.high * 1000
}

/// More than may run at once, where somebody waits for the answer and all comes as expected.
fn crowded(function: &Function) -> Option<Diagnostic> {
    let Some(Expect { rate: Some(rate), duration: Some(duration) }) = &function.expect else { return None };
    let is_awaited = matches!(function.trigger, Trigger::Http { .. } | Trigger::Url { .. });
    let max = function.scale.max.as_ref().filter(|_| is_awaited)?;
    let at_once = u64::from(rate.value.count).saturating_mul(duration.value.milliseconds());
    let at_once = at_once.div_ceil(rate.value.per.seconds() * 1000);
    (at_once > u64::from(max.value)).then(|| {
        let message = format!("{at_once} run at once where all comes as expected, and `max` is {}", max.value);
        let wrong = Diagnostic::error(codes::CONFLICT, max.place(function.identity.at), message);
        wrong.also(rate.span, "what is expected").help("raise `max`, or expect less")
    })
}

fn slow(function: &Function) -> Diagnostics {
    let mut found = Diagnostics::new();
    if let Trigger::Http { method, .. } = &function.trigger
        && outlasts(function.timeout.value)
    {
        let message = format!("API Gateway answers for the function after {} s, and it may go on", ROUTE_TIMEOUT.high);
        let place = function.timeout.place(function.trigger_at);
        let warning = Diagnostic::warning(codes::SLOW_ROUTE, place, message);
        let warning = match function.timeout.origin {
            Origin::Environment(_) => warning.also(function.trigger_at, "the route"),
            Origin::Written(_) | Origin::Default => warning,
        };
        let warning = warning.help("take the work into a queue and answer at once, or use `url(…)`");
        let is_close = function.timeout.value.seconds() <= ROUTE_TIMEOUT.high;
        let close = is_close.then(|| {
            let most = ROUTE_TIMEOUT.high - 1;
            format!(
                "or write `timeout = \"{most}s\"`: the start and the way count for API Gateway and not for the function"
            )
        });
        let warning = warning.maybe_help(close);
        let again = NOT_IDEMPOTENT
            .contains(&method.value.as_str())
            .then(|| format!("whoever tries a `{}` again after the 503 has its work done twice", method.value));
        found.push(warning.maybe_help(again));
    }
    found
}

/// Seconds after which a proxy gives up by itself that is told nothing: NGINX (proxy_read_timeout), HAProxy and AWS's
/// load balancers all wait a minute or less (2026-11).
const PROXY: u64 = 60;

/// A Gateway is told how long to wait; an Ingress has no word for it, and each controller an annotation of its own.
fn slow_behind_ingress(model: &Model, function: &Function) -> Option<Diagnostic> {
    let ingress = model.settings.kubernetes.ingress.as_ref()?;
    let is_request = matches!(function.trigger, Trigger::Http { .. } | Trigger::Url { .. });
    if !is_request || function.timeout.value.seconds() <= PROXY {
        return None;
    }
    let message = format!("an Ingress that is told nothing answers for the function after {PROXY} s");
    let wrong = Diagnostic::warning(codes::SLOW_ROUTE, function.timeout.place(function.trigger_at), message);
    let wrong = wrong.also(ingress.class.span, "the Ingress").help("take the work into a queue and answer at once");
    let annotation = if model.settings.kubernetes.is_alb() {
        "alb.ingress.kubernetes.io/load-balancer-attributes: idle_timeout.timeout_seconds=…"
    } else {
        "nginx.ingress.kubernetes.io/proxy-read-timeout"
    };
    Some(wrong.help(format!("or tell its controller, such as by `{annotation}` in a patch of yours")))
}

fn retries(function: &Function) -> Diagnostics {
    let mut found = Diagnostics::new();
    let Some(retries) = &function.retries else { return found };
    let (message, help) = match &function.trigger {
        Trigger::Http { .. } | Trigger::Url { .. } => {
            ("nobody retries for the caller".to_owned(), "remove `retries`; whoever waits for the answer tries again")
        }
        Trigger::Queue { .. } => {
            let message = "the queue counts the tries, not the function".to_owned();
            (message, "write `retries` on the `#[queue]`")
        }
        Trigger::Call | Trigger::Schedule { .. } | Trigger::Event { .. } | Trigger::Bucket { .. }
            if retries.value > ASYNCHRONOUS_RETRIES.most() =>
        {
            let message =
                format!("AWS tries an asynchronous invocation at most {} times again", ASYNCHRONOUS_RETRIES.high);
            (message, "write `retries = 2` or less; what fails in the end is kept in the dead-letter queue")
        }
        Trigger::Topic { .. } if retries.value > QUEUE_RETRIES.most() => (
            format!("SQS hands a message over at most {} times again", QUEUE_RETRIES.high),
            "write `retries = 999` or less",
        ),
        Trigger::Call
        | Trigger::Schedule { .. }
        | Trigger::Event { .. }
        | Trigger::Bucket { .. }
        | Trigger::Topic { .. }
        | Trigger::Table { .. }
        | Trigger::Stream { .. } => return found,
    };
    let place = retries.place(function.identity.at);
    found.push(Diagnostic::error(codes::RETRIES, place, message).also(function.trigger_at, "the trigger").help(help));
    found
}

/// A container is tried again by its queue or by its CronJob, and a reader tries again itself.
fn retries_in_container(function: &Function) -> Diagnostics {
    let mut found = Diagnostics::new();
    let Some(retries) = &function.retries else { return found };
    let (message, help) = match &function.trigger {
        Trigger::Http { .. } | Trigger::Url { .. } | Trigger::Call => {
            ("nobody retries for the caller".to_owned(), "remove `retries`; whoever waits for the answer tries again")
        }
        Trigger::Queue { .. } => {
            let message = "the queue counts the tries, not the function".to_owned();
            (message, "write `retries` on the `#[queue]`")
        }
        Trigger::Topic { .. } | Trigger::Bucket { .. } | Trigger::Event { .. }
            if retries.value > QUEUE_RETRIES.most() =>
        {
            (
                format!("SQS hands a message over at most {} times again", QUEUE_RETRIES.high),
                "write `retries = 999` or less",
            )
        }
        Trigger::Topic { .. }
        | Trigger::Bucket { .. }
        | Trigger::Event { .. }
        | Trigger::Schedule { .. }
        | Trigger::Table { .. }
        | Trigger::Stream { .. } => return found,
    };
    let place = retries.place(function.identity.at);
    found.push(Diagnostic::error(codes::RETRIES, place, message).also(function.trigger_at, "the trigger").help(help));
    found
}

/// A mapping that starts more than is reserved would be throttled, and its messages would end as dead letters.
fn concurrency(function: &Function) -> Diagnostics {
    let mut found = Diagnostics::new();
    if let Trigger::Queue { concurrency: Some(concurrency), .. } = &function.trigger
        && let Some(max) = &function.scale.max
        && concurrency.value > max.value
    {
        let message = format!("the queue may start {} at once, and `max` is {}", concurrency.value, max.value);
        let wrong = Diagnostic::error(codes::CONCURRENCY, concurrency.span, message);
        let wrong = wrong.also(max.place(function.identity.at), "the other number");
        found.push(wrong.help("lower `concurrency` or raise `scale(max)`"));
    }
    found
}

fn window(function: &Function) -> Diagnostics {
    let mut found = Diagnostics::new();
    if let Trigger::Queue { batch, window: Some(window), .. } = &function.trigger
        && batch.value > WITHOUT_WINDOW.most()
        && window.value.seconds() == 0
    {
        let message = format!("AWS hands over more than {} messages only after a window", WITHOUT_WINDOW.high);
        let wrong = Diagnostic::error(codes::CONFLICT, window.span, message);
        let wrong = wrong.also(batch.place(function.trigger_at), "the batch");
        found.push(wrong.help("write `window = \"1s\"` or more, or `batch = 10` or less"));
    }
    found
}

//! Routes that browsers of other sites cannot call, though the settings let other sites call the API.

use watershed_grammar::function::Place;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use crate::model::{Function, Model, Origin, Trigger, Value};
use crate::settings::common::Cors;

/// Methods that browsers ask for before they send them. What `ANY` is called with nobody knows here.
const ASKED: &[&str] = &["PUT", "PATCH", "DELETE"];

/// Methods and headers that are not allowed, and routes that API Gateway does not answer.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let Some(cors) = &model.settings.http.cors else { return };
    for function in model.whole_functions() {
        let at = function.trigger_at;
        match &function.trigger {
            Trigger::Http { .. } if function.place.value == Place::Container => {
                let place = function.place.place(at);
                let help = "answer with the headers of CORS here, or let the Gateway of the cluster do so";
                let message = "`http.cors` is for API Gateway, and a container answers here";
                diagnostics.push(refused(cors, place, message, help));
            }
            Trigger::Url { .. } => {
                let help = "answer with the headers of CORS here, or write `http(…)`";
                let message = "`http.cors` is for API Gateway, and this URL is the function's own";
                diagnostics.push(refused(cors, at, message, help));
            }
            Trigger::Http { method, auth, .. } => {
                if ASKED.contains(&method.value.as_str()) && !allows(&cors.methods, &method.value) {
                    let message = format!("no other site may send `{}`", method.value);
                    let help = format!("add `{}` to `methods` of `cors`", method.value);
                    diagnostics.push(refused(cors, method.span, message, &help));
                }
                check_headers(cors, function, auth, diagnostics);
            }
            _ => {}
        }
    }
}

/// Headers that a request needs, and that no other site may send.
fn check_headers(cors: &Cors, function: &Function, auth: &Value<Auth>, diagnostics: &mut Diagnostics) {
    let sent = match auth.value {
        Auth::Jwt { .. } => Some("a token"),
        Auth::Iam => Some("a signature"),
        Auth::None => None,
    };
    if let Some(sent) = sent.filter(|_| !names(&cors.headers, "authorization")) {
        // A `*` in the answer is not for this header: it has to be named.
        let message = format!("no other site may send {sent}: `cors` does not name the header `authorization`");
        let place = match auth.origin {
            Origin::Written(span) => span,
            Origin::Environment(_) | Origin::Default => function.trigger_at,
        };
        diagnostics.push(refused(cors, place, message, "add `authorization` to `headers` of `cors`"));
    }
    if let Some(json) = function.json.filter(|_| !allows(&cors.headers, "content-type")) {
        let message = "no other site may send JSON: `cors` does not name the header `content-type`";
        diagnostics.push(refused(cors, json, message, "add `content-type` to `headers` of `cors`"));
    }
}

fn refused(cors: &Cors, place: Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::warning(codes::CROSS_ORIGIN, place, message).also(cors.at, "`cors`").help(help)
}

/// Whether a list names something or has a star.
fn allows(list: &[String], name: &str) -> bool {
    names(list, "*") || names(list, name)
}

/// Whether a list names something; headers go by any case.
fn names(list: &[String], name: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(name))
}

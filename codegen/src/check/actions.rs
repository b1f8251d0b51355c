//! Actions of `allow(…)` that AWS does not know.

use watershed_grammar::allow::Allow;
use watershed_grammar::{Diagnostic, Diagnostics, Spanned, accept, codes, suggest};

use crate::model::{Identity, Model};

/// Every service with its actions, a line each: what two others have of AWS's Service Authorization Reference, put
/// together by `tests/judges/actions.py`. It is never whole, since AWS adds to it all the time.
const ACTIONS: &str = include_str!("actions.txt");

/// Every action of every component. One that is newer than the list is accepted, so a warning is enough.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let functions = model.whole_functions().map(|it| (&it.identity, &it.allow));
    for (identity, allow) in functions.chain(model.whole_services().map(|it| (&it.identity, &it.allow))) {
        for action in allow.iter().flat_map(|it: &Allow| &it.actions) {
            diagnostics.extend_some(unknown(identity, action));
        }
    }
}

fn unknown(identity: &Identity, action: &Spanned<String>) -> Option<Diagnostic> {
    let (service, name) = action.value.split_once(':')?;
    let (message, near) = match actions(service) {
        None => {
            let near = nearest(service, services()).map(|near| format!("{near}:{name}"));
            (format!("no service of AWS is known as `{}`", service.escape_debug()), near)
        }
        Some(known) if known.split(' ').any(|it| fits(name, it)) => return None,
        Some(known) => {
            let start = name.split(['*', '?']).next().unwrap_or_default();
            let near = nearest(start, known.split(' ')).map(|near| format!("{service}:{near}"));
            (format!("no action of `{service}` is known as `{}`", name.escape_debug()), near)
        }
    };
    let label = "whose role would get nothing by it";
    let wrong = Diagnostic::warning(codes::UNKNOWN_ACTION, action.span, message).also(identity.name, label);
    let wrong = wrong.maybe_help(near.map(|near| format!("did you mean `{near}`?")));
    Some(wrong.help(format!("or write `{}` where AWS has it newly", accept::shape(codes::UNKNOWN_ACTION))))
}

/// The nearest word, whatever its capital letters.
fn nearest(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let known: Vec<(String, &str)> = known.map(|it| (it.to_ascii_lowercase(), it)).collect();
    let near = suggest::nearest(&word.to_ascii_lowercase(), known.iter().map(|(lower, _)| lower.as_str()))?;
    known.iter().find(|(lower, _)| lower == near).map(|(_, it)| *it)
}

/// The actions of a service.
fn actions(service: &str) -> Option<&'static str> {
    let of = |line: &'static str| line.split_once(' ').filter(|(prefix, _)| prefix.eq_ignore_ascii_case(service));
    ACTIONS.lines().find_map(of).map(|(_, actions)| actions)
}

/// Whether a service has actions.
pub fn is_service(service: &str) -> bool {
    actions(service).is_some()
}

fn services() -> impl Iterator<Item = &'static str> {
    ACTIONS.lines().filter_map(|line| line.split(' ').next())
}

/// Whether an action is one that is written, in which `*` stands for any text and `?` for a character. IAM does not tell
/// capital letters apart.
fn fits(written: &str, action: &str) -> bool {
    let (written, action) = (written.as_bytes(), action.as_bytes());
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while from < action.len() {
        match written.get(at) {
            Some(b'*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(c) if *c == b'?' || c.eq_ignore_ascii_case(&action[from]) => {
                at += 1;
                from += 1;
            }
            _ => match star {
                Some((place, begun)) => {
                    star = Some((place, begun + 1));
                    at = place + 1;
                    from = begun + 1;
                }
                None => return false,
            },
        }
    }
    written[at..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::{ACTIONS, actions, fits, services};

    #[test]
    fn the_list_has_services_with_their_actions() {
        assert!(services().count() > 450 && ACTIONS.split_whitespace().count() > 20_000);
        let sorted: Vec<&str> = services().collect();
        assert!(sorted.windows(2).all(|pair| pair[0] < pair[1]), "each service once");
        let sqs = actions("SQS").unwrap();
        assert!(sqs.split(' ').any(|it| it == "SendMessage") && !sqs.contains("SendMessages"));
        assert_eq!(actions("sq"), None);
    }

    #[test]
    fn wildcards_fit_as_in_iam() {
        for (written, action) in [
            ("SendMessage", "SendMessage"),
            ("sendmessage", "SendMessage"),
            ("*", "SendMessage"),
            ("Send*", "SendMessage"),
            ("*Message", "SendMessage"),
            ("*Mess*ge", "SendMessage"),
            ("S*e*e", "SendMessage"),
            ("Send?essage", "SendMessage"),
            ("SendMessage*", "SendMessage"),
        ] {
            assert!(fits(written, action), "{written} {action}");
        }
        for written in ["Send", "SendMessageX", "*x", "Send?", "?SendMessage", "Send*Messages", ""] {
            assert!(!fits(written, "SendMessage"), "{written}");
        }
    }
}

//! What a function takes of an HTTP request, against what its route can bring.

use watershed_grammar::item::{Signature, TypeNode};
use watershed_grammar::trigger::Trigger;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, suggest};

use super::names::Meaning;
use super::scope::Scope;
use super::signature::Signatures;
use super::taken::{Field, Variables};

impl Signatures<'_> {
    /// Reports a `Path` that the route cannot fill, and `Claims` where nobody checks a token.
    pub fn check_request(
        &self,
        signature: &Signature,
        trigger: &Trigger,
        auth: Option<&Spanned<Auth>>,
        diagnostics: &mut Diagnostics,
    ) {
        for parameter in &signature.parameters {
            let Ok(Meaning::Watershed(name, arguments, inside)) = self.names.meaning(&self.from, parameter) else {
                continue;
            };
            let wrong = match (name, trigger) {
                ("Path", Trigger::Http(http)) => self.path_fault(&http.path, arguments.first(), &inside),
                ("Claims", _) => auth.and_then(claims_fault),
                _ => None,
            };
            diagnostics.extend_some(wrong.map(|wrong| wrong.at(parameter)));
        }
    }

    /// The parameter that takes JSON from the body of a request.
    pub fn json(&self, signature: &Signature) -> Option<Span> {
        let is_json = |ty: &&TypeNode| matches!(self.names.meaning(&self.from, ty), Ok(Meaning::Watershed("Json", ..)));
        signature.parameters.iter().find(is_json).map(TypeNode::span)
    }

    fn path_fault(&self, path: &Spanned<String>, inside: Option<&TypeNode>, from: &Scope) -> Option<Fault> {
        let names = path.value.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let there: Vec<&str> = names.map(|name| name.trim_end_matches('+')).collect();
        let taken = inside.and_then(|ty| self.names.variables(from, ty));
        let message = match taken {
            _ if there.is_empty() => "the route has no parameters, so nothing fills `Path`".to_owned(),
            Some(Variables::Values(taken)) if taken != there.len() => {
                format!("`Path` takes {taken} of the path, and the route has {}", there.len())
            }
            Some(Variables::Fields { fields, denies }) => return unfilled(path.span, &there, &fields, denies),
            _ => return None,
        };
        let help = "write as many `{name}` in the route as `Path` has values".to_owned();
        Some(Fault { message, others: vec![(path.span, "the route")], help })
    }
}

/// Fields that no variable of a route fills, or variables that no field takes.
fn unfilled(route: Span, there: &[&str], fields: &[Field], denies: bool) -> Option<Fault> {
    let fills = |field: &Field| field.names.iter().any(|name| there.contains(&name.as_str()));
    let missing: Vec<&Field> = fields.iter().filter(|field| field.is_needed && !fills(field)).collect();
    let known: Vec<&str> = fields.iter().flat_map(|field| &field.names).map(String::as_str).collect();
    let extra: Vec<&str> = there.iter().copied().filter(|name| !known.contains(name)).collect();
    let names: Vec<&str> = missing.iter().filter_map(|field| field.names.first()).map(String::as_str).collect();
    if let Some(name) = names.first() {
        let message = format!("no parameter of the route fills {}", suggest::list(&names));
        let of_fields = missing.iter().map(|field| (field.at, "the field"));
        let help = match suggest::nearest(name, extra.iter().copied()) {
            Some(near) => format!("write `{{{name}}}` in the route, where `{{{near}}}` is"),
            None => format!("write `{{{name}}}` in the route, or give the field a default with `#[serde(default)]`"),
        };
        return Some(Fault { message, others: [(route, "the route")].into_iter().chain(of_fields).collect(), help });
    }
    let extra = extra.first().filter(|_| denies)?;
    let message = format!("no field takes the parameter `{extra}`, and `deny_unknown_fields` refuses it");
    let help = match suggest::nearest(extra, known.iter().copied()) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None => format!("add a field `{extra}`, or remove `deny_unknown_fields`"),
    };
    Some(Fault { message, others: vec![(route, "the route")], help })
}

/// What is wrong with a parameter, and where the other half of it stands.
struct Fault {
    message: String,
    others: Vec<(Span, &'static str)>,
    help: String,
}

impl Fault {
    fn at(self, parameter: &TypeNode) -> Diagnostic {
        let wrong = Diagnostic::error(codes::BAD_PARAMETER, parameter.span(), self.message);
        self.others.into_iter().fold(wrong, |wrong, (at, label)| wrong.also(at, label)).help(self.help)
    }
}

fn claims_fault(auth: &Spanned<Auth>) -> Option<Fault> {
    let label = match auth.value {
        Auth::Jwt { .. } => return None,
        Auth::None => "everybody may call it",
        Auth::Iam => "AWS signatures are checked, not tokens",
    };
    let message = "nobody checks a token here, so there are no `Claims`".to_owned();
    let help = "write `auth = jwt(issuer = \"https://…\", audience = [\"…\"])` at the route, or remove `Claims`";
    Some(Fault { message, others: vec![(auth.span, label)], help: help.to_owned() })
}

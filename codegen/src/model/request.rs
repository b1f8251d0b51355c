//! What a function takes of an HTTP request, against what its route can bring.

use watershed_grammar::item::{Signature, TypeNode};
use watershed_grammar::trigger::Trigger;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes};

use super::names::Meaning;
use super::scope::Scope;
use super::signature::{STANDARD, Signatures};

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
        let there = path.value.split('/').filter(|part| part.starts_with('{')).count();
        let taken = inside.and_then(|ty| self.values(from, ty));
        let fault = match taken {
            _ if there == 0 => "the route has no parameters, so nothing fills `Path`".to_owned(),
            Some(taken) if taken != there => format!("`Path` takes {taken} of the path, and the route has {there}"),
            _ => return None,
        };
        let help = "write as many `{name}` in the route as `Path` has values";
        Some(Fault { message: fault, other: path.span, label: "the route", help })
    }

    /// How many values of the path a type takes, where its form says so.
    fn values(&self, from: &Scope, ty: &TypeNode) -> Option<usize> {
        let collections = ["Vec", "Option", "Box"];
        let is_one = |word: &&str| STANDARD.contains(word) && !collections.contains(word);
        match (self.names.meaning(from, ty), ty) {
            (Ok(Meaning::Tuple(parts, _)), _) => Some(parts.len()),
            (_, TypeNode::Path { path, .. }) => path.word().filter(is_one).map(|_| 1),
            _ => None,
        }
    }
}

/// What is wrong with a parameter, and where the other half of it stands.
struct Fault {
    message: String,
    other: Span,
    label: &'static str,
    help: &'static str,
}

impl Fault {
    fn at(self, parameter: &TypeNode) -> Diagnostic {
        let wrong = Diagnostic::error(codes::BAD_PARAMETER, parameter.span(), self.message);
        wrong.also(self.other, self.label).help(self.help)
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
    Some(Fault { message, other: auth.span, label, help })
}

//! `http(GET, "/orders/{id}")`: a route of the application's HTTP API.

use crate::args::{Argument, Node, Reader, meant};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::key::{Key, Kind};
use crate::span::{Span, Spanned};
use crate::value::issuer::issuer_fault;
use crate::{codes, limits, suggest};

/// A route.
#[derive(Clone, Debug)]
pub struct Http {
    /// `GET`, …, or `ANY`.
    pub method: Spanned<String>,
    /// The path, such as `/orders/{id}`.
    pub path: Spanned<String>,
    /// Who may call it; `None` takes the application's default.
    pub auth: Option<Spanned<Auth>>,
    /// Whether something is written there, which may be a mistake.
    pub says_auth: bool,
}

/// Who may call an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Anybody.
    None,
    /// Principals of AWS that are allowed to.
    Iam,
    /// Whoever has a token of this issuer for one of these audiences.
    Jwt {
        /// The issuer's URL.
        issuer: String,
        /// The accepted audiences.
        audience: Vec<String>,
    },
}

/// Every method of a route.
pub const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"];
const AUTH: &str = "auth = none | iam | jwt(issuer = \"https://…\", audience = [\"…\"])";

/// The keys of `http(…)`.
pub const KEYS: &[Key] = &[Key::new("auth", AUTH, "`http.auth` of `watershed.yaml`", "who may call the route")];

/// `http` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "http",
    form: "http(GET, \"/orders/{id}\", auth = none)",
    doc: "a route of the application's HTTP API; `ANY` takes every method, a last `{rest+}` the remaining path",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, mut arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Http> {
    unnamed(&mut arguments, diagnostics);
    let mut reader = Reader::new("`http(…)`", KEYS, at, arguments, diagnostics);
    let method = method(&mut reader);
    // Where there is nothing at all, one mistake is enough.
    let path = if method.is_none() && !reader.has_positional() { None } else { path(&mut reader) };
    let says_auth = says(&reader);
    let auth = auth(&mut reader, true);
    reader.finish();
    Some(Http { method: method?, path: path?, auth, says_auth })
}

/// Takes the names away from a method and a path, which is one mistake and no missing route.
fn unnamed(arguments: &mut [Argument], diagnostics: &mut Diagnostics) {
    for argument in arguments {
        if let Some(key) = argument.key.take_if(|key| matches!(key.value.as_str(), "method" | "path")) {
            let message = format!("`{}` has no name here", key.value);
            diagnostics.push(
                Diagnostic::error(codes::UNKNOWN_KEY, key.span, message).help(format!("write it like `{}`", KIND.form)),
            );
        }
    }
}

fn method(reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let Some(node) = reader.positional() else {
        reader.wrong(codes::MISSING_KEY, reader.at(), "`http(…)` has no method and path", "write `http(GET, \"/\")`");
        return None;
    };
    let word = node.value.word().unwrap_or_default().to_owned();
    if METHODS.contains(&word.as_str()) {
        return Some(Spanned::new(word, node.span));
    }
    let help = suggest::help(&word.to_ascii_uppercase(), METHODS);
    reader.wrong(codes::BAD_ROUTE, node.span, "this is not an HTTP method", help);
    None
}

fn path(reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let Some(node) = reader.positional() else {
        reader.wrong(codes::MISSING_KEY, reader.at(), "`http(…)` has no path", "write `http(GET, \"/\")`");
        return None;
    };
    let Node::Text(path) = node.value else {
        reader.wrong(codes::BAD_ROUTE, node.span, "a path is a text", "write `http(GET, \"/\")`");
        return None;
    };
    if let Some(fault) = path_fault(&path) {
        reader.wrong(codes::BAD_ROUTE, node.span, format!("`{}` is not a path", path.escape_debug()), fault);
        return None;
    }
    Some(Spanned::new(path, node.span))
}

/// Why a route's path cannot be served, if it cannot.
pub fn path_fault(path: &str) -> Option<String> {
    let Some(rest) = path.strip_prefix('/') else { return Some("a path begins with `/`".to_owned()) };
    if rest.is_empty() {
        return None;
    }
    let mut names = Vec::new();
    let parts: Vec<&str> = rest.split('/').collect();
    for (index, part) in parts.iter().enumerate() {
        if let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            let (name, greedy) = name.strip_suffix('+').map_or((name, false), |name| (name, true));
            if let Some(fault) = elsewhere(part) {
                return Some(fault);
            }
            if greedy && index + 1 < parts.len() {
                return Some(format!("`{part}` takes the rest of the path and stands last"));
            }
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
                return Some("a parameter is `{name}` with letters, digits, `_` and `-`".to_owned());
            }
            if names.contains(&name) {
                return Some(format!("two parameters are named `{name}`"));
            }
            names.push(name);
        } else if let Some(fault) = elsewhere(part) {
            return Some(fault);
        } else if part.is_empty() {
            return Some("a path has no empty parts".to_owned());
        } else if !part.chars().all(|c| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%".contains(c)) {
            return Some(format!(
                "`{part}` has characters that a URL's path does not take; a parameter fills a whole part"
            ));
        }
    }
    None
}

/// Why a part says something else than it would in other routers, or is gone before a request arrives.
fn elsewhere(part: &str) -> Option<String> {
    if let Some(name) = part.strip_prefix(':').filter(|name| !name.is_empty()) {
        return Some(format!("a parameter is in braces: write `{{{name}}}`"));
    }
    if let Some(name) = part.trim_start_matches('{').strip_prefix('*') {
        let name = name.trim_end_matches('}').trim_start_matches('*');
        let name = if name.is_empty() { "rest" } else { name };
        return Some(format!("the rest of a path is a parameter: write `{{{name}+}}` as the last part"));
    }
    matches!(part, "." | "..").then(|| format!("clients take `{part}` out of a path before they ask"))
}

/// What the program itself answers in a container: the probes.
pub const PROBES: &[&str] = &["/livez", "/readyz"];

/// What API Gateway answers itself: its own health checks (Amazon API Gateway, important notes, 2026-11).
const CHECKS: &[&str] = &["/ping", "/sping"];

/// Who answers a path instead of its route.
pub fn taken(path: &str, is_container: bool) -> Option<&'static str> {
    let (paths, who) =
        if is_container { (PROBES, "the probes of a container") } else { (CHECKS, "API Gateway's own health check") };
    paths.contains(&path).then_some(who)
}

/// Reports a path that never leads to its route; `help` says how it gets another one.
pub fn check_taken(path: &str, at: Span, is_container: bool, help: &str, diagnostics: &mut Diagnostics) {
    if let Some(who) = taken(path, is_container) {
        let wrong = Diagnostic::error(codes::BAD_ROUTE, at, format!("`{path}` never gets here: it is for {who}"));
        diagnostics.push(wrong.help(help));
    }
}

/// What is said of a path that can be another one.
pub const ANOTHER_PATH: &str = "choose another path";

/// Whether `auth` is written, whatever it is.
pub fn says(reader: &Reader<'_>) -> bool {
    reader.says("auth")
}

/// What `auth` may be beside tokens.
const WORDS: &[&str] = &["none", "iam"];

/// Reads `auth`; a function URL takes no tokens.
pub fn auth(reader: &mut Reader<'_>, tokens: bool) -> Option<Spanned<Auth>> {
    let (key, node) = reader.take("auth")?;
    let value = match &node.value {
        Node::Call(name, arguments) if name.value == "jwt" && tokens => {
            let inner = Reader::new("`jwt(…)`", JWT_KEYS, name.span, arguments.clone(), reader.diagnostics);
            return jwt(inner).map(|auth| Spanned::new(auth, node.span));
        }
        other => match other.word() {
            Some("none") => Auth::None,
            Some("iam") => Auth::Iam,
            word => {
                let is_near = word.is_some_and(|word| suggest::nearest(word, WORDS.iter().copied()).is_some());
                if is_near || meant::word(other, WORDS).is_some() {
                    return reader.no_choice(&key.value, &node, WORDS);
                }
                return reader.expected(&key.value, &node);
            }
        },
    };
    Some(Spanned::new(value, node.span))
}

/// The keys of `jwt(…)`.
pub const JWT_KEYS: &[Key] = &[
    Key::new("issuer", "issuer = \"https://…\"", "", "the URL that issues the tokens"),
    Key::new("audience", "audience = [\"…\"]", "", "for whom the tokens are"),
];

/// An issuer that stands there without its name.
fn without_names(issuer: &Spanned<String>, audience: &[Spanned<String>]) -> Diagnostic {
    let audience: Vec<String> = audience.iter().map(|it| format!("\"{}\"", it.value.escape_debug())).collect();
    let audience = if audience.is_empty() { "\"…\"".to_owned() } else { audience.join(", ") };
    let right = format!("jwt(issuer = \"{}\", audience = [{audience}])", issuer.value.escape_debug());
    Diagnostic::error(codes::UNKNOWN_KEY, issuer.span, "`jwt(…)` takes an issuer and audiences by their names")
        .help(format!("write `{right}`"))
}

fn jwt(mut reader: Reader<'_>) -> Option<Auth> {
    let says_issuer = reader.says("issuer");
    let mut issuer = reader.text("issuer");
    let mut audience = reader.texts("audience");
    let text = |node: &Node| match node {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    };
    let unnamed = if says_issuer { None } else { reader.positional_as(text) };
    if let Some(first) = &unnamed {
        audience = audience.or(reader.positional_as(text).map(|second| vec![second]));
        reader.diagnostics.push(without_names(first, audience.as_deref().unwrap_or_default()));
        issuer.clone_from(&unnamed);
    }
    if let Some(issuer) = &issuer
        && let Some(fault) = issuer_fault(&issuer.value)
    {
        reader.wrong(codes::WRONG_VALUE, issuer.span, "this is no issuer of tokens", fault);
    }
    if issuer.is_none() {
        reader.missing("issuer");
    }
    if unnamed.is_none() && audience.as_ref().is_none_or(Vec::is_empty) {
        reader.missing("audience");
    }
    for empty in audience.iter().flatten().filter(|it| it.value.is_empty()) {
        let help = "write the audience as the issuer writes it into `aud` or `client_id`";
        reader.wrong(codes::WRONG_VALUE, empty.span, "no token is for an empty audience", help);
    }
    if let Some(audience) = &audience
        && audience.len() > limits::ROUTE_AUDIENCES.most() as usize
    {
        let most = limits::ROUTE_AUDIENCES.most();
        let message = format!("`jwt(…)` takes {most} audiences, and this one has {}", audience.len());
        reader.wrong(codes::OUT_OF_RANGE, reader.at(), message, limits::ROUTE_AUDIENCES.source);
    }
    reader.finish();
    let audience = audience?.into_iter().map(|text| text.value).collect();
    Some(Auth::Jwt { issuer: issuer?.value, audience })
}

//! Parameters and return values: the input, the handles, the one output.

use std::collections::BTreeSet;

use watershed_grammar::allow::Allow;
use watershed_grammar::item::{Signature, TypeNode};
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes, raw, suggest};

use super::gaps::Gaps;
use super::grant::{Capability, Grant, Output, Reach, possible};
use super::names::{Meaning, Names};
use super::scope::Scope;
use crate::resolve::Trouble;

/// The handles: their name and what they reach.
const HANDLES: &[(&str, &str)] = &[
    ("Table", "table"),
    ("Reader", "table"),
    ("Writer", "table"),
    ("Sender", "queue"),
    ("Publisher", "topic"),
    ("Secret", "secret"),
    ("Bucket", "bucket"),
    ("Bus", "bus"),
    ("Stream", "stream"),
    ("Caller", "function"),
];

/// Types of Rust that need no `use`, and that people write where an input belongs.
pub const STANDARD: &[&str] = &[
    "String", "Vec", "Option", "Box", "str", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16",
    "i32", "i64", "i128", "isize", "f32", "f64",
];

/// `Result`s in a `Result` are followed this far.
const DEEPEST: usize = 16;

/// What `Reader` can do: reading by key, never a scan.
pub const READER: &[Capability] = &[Capability::Get, Capability::BatchGet, Capability::Query];

/// What `Writer` can do: writing, without reading.
pub const WRITER: &[Capability] = &[Capability::Put, Capability::Update, Capability::Delete, Capability::BatchWrite];

/// The inputs that fit a trigger; a service has none.
pub fn inputs(trigger: Option<&str>) -> &'static [&'static str] {
    match trigger {
        Some("http" | "url") => &["Path", "Query", "Json", "Headers", "Body", "Claims"],
        Some("queue" | "topic") => &["Message"],
        Some("schedule") => &["Tick"],
        Some("table") => &["Change"],
        Some("bucket") => &["Object"],
        Some("event") => &["Event"],
        Some("stream") => &["Record"],
        Some("call") => &["Input"],
        _ => &[],
    }
}

/// Reads signatures of one module.
pub struct Signatures<'a> {
    /// What names mean.
    pub names: &'a Names<'a>,
    /// Where the function is.
    pub from: Scope,
}

impl Signatures<'_> {
    /// The grants of all handles; reports parameters that are neither input nor handle, or out of order.
    pub fn grants(
        &self,
        signature: &Signature,
        trigger: Option<&str>,
        allow: &[Allow],
        gaps: &mut Gaps,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Grant> {
        if !signature.is_whole {
            gaps.anything();
        }
        let mut grants = Vec::new();
        let mut first_handle: Option<Span> = None;
        let mut input: Option<Span> = None;
        for parameter in &signature.parameters {
            let (name, arguments, inside) = match self.names.meaning(&self.from, parameter) {
                Ok(Meaning::Watershed(name, arguments, inside)) => (name, arguments, inside),
                other => {
                    gaps.anything();
                    if !matches!(other, Ok(Meaning::Unread)) {
                        diagnostics.push(neither(parameter, trigger, other.err()));
                    }
                    continue;
                }
            };
            if let Some((_, kind)) = HANDLES.iter().find(|(handle, _)| *handle == name) {
                first_handle = first_handle.or(Some(parameter.span()));
                let mut mistakes = Diagnostics::new();
                grants.extend(self.handle(name, kind, &arguments, inside, parameter.span(), &mut mistakes));
                if mistakes.has_errors() {
                    gaps.mistaken(&mistakes);
                    gaps.reach(kind);
                }
                diagnostics.extend(mistakes);
            } else if name == raw::NAME {
                // Written plainly it has been looked at with the attribute.
                if allow.is_empty() {
                    gaps.anything();
                }
                if allow.is_empty() && !raw::is_written(parameter) {
                    diagnostics.push(raw::refusal(parameter.span()));
                }
                first_handle = first_handle.or(Some(parameter.span()));
            } else if name != "Context" {
                let many = matches!(trigger, Some("http" | "url"));
                let place = Place { name, at: parameter.span(), first_handle, earlier: input.filter(|_| !many) };
                place.check(trigger, diagnostics);
                input = input.or(Some(parameter.span()));
            }
        }
        grants
    }

    fn handle(
        &self,
        name: &'static str,
        kind: &'static str,
        arguments: &[TypeNode],
        from: Scope,
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Grant> {
        let Some(subject) = arguments.first() else {
            let wrong = Diagnostic::error(codes::BAD_PARAMETER, at, format!("`{name}` says of which {kind}"));
            diagnostics.push(wrong.help(format!("write `{name}<…>` with the {kind} in it")));
            return None;
        };
        let to = match kind {
            "function" => Reach::Function(self.names.function(&from, subject, diagnostics)?),
            _ => Reach::Resource(self.names.resource_type(&from, subject, kind, diagnostics)?),
        };
        let capabilities = match name {
            "Reader" => READER.iter().copied().collect(),
            "Writer" => WRITER.iter().copied().collect(),
            "Sender" => [Capability::Send].into(),
            "Publisher" => [Capability::Publish].into(),
            "Secret" => [Capability::Get].into(),
            "Caller" => [Capability::Call].into(),
            _ => Self { names: self.names, from }.capabilities(name, kind, arguments.get(1), at, diagnostics)?,
        };
        Some(Grant { to, capabilities, at })
    }

    /// `can::Get` or `(can::Get, can::Put)`.
    fn capabilities(
        &self,
        name: &str,
        kind: &str,
        written: Option<&TypeNode>,
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<BTreeSet<Capability>> {
        let shape = format!(
            "write `{name}<…, (can::{})>`",
            possible(kind).iter().map(|it| it.name()).collect::<Vec<_>>().join(", can::")
        );
        let Some(written) = written else {
            let wrong = Diagnostic::error(codes::BAD_PARAMETER, at, format!("`{name}` does not say what it can do"));
            diagnostics.push(wrong.help(format!("{shape} with what is needed")));
            return None;
        };
        let (parts, inside) = match self.names.meaning(&self.from, written) {
            Ok(Meaning::Tuple(parts, inside)) => (parts, inside),
            _ => (vec![written.clone()], self.from.clone()),
        };
        let mut capabilities = BTreeSet::new();
        for part in parts {
            let found = match self.names.meaning(&inside, &part) {
                Ok(Meaning::Watershed(marker, ..)) => Capability::of_marker(marker),
                Ok(Meaning::Unread) => return None,
                _ => None,
            };
            match found {
                Some(capability) if possible(kind).contains(&capability) => {
                    capabilities.insert(capability);
                }
                Some(capability) => {
                    let message = format!("a {kind} has no `can::{}`", capability.name());
                    diagnostics.push(Diagnostic::error(codes::BAD_PARAMETER, part.span(), message).help(shape.clone()));
                }
                None => diagnostics.push(unknown_capability(&part, kind)),
            }
        }
        Some(capabilities)
    }

    /// The one output, whatever `Result` is around it.
    pub fn output(
        &self,
        signature: &Signature,
        is_request: bool,
        gaps: &mut Gaps,
        diagnostics: &mut Diagnostics,
    ) -> (Output, Option<Grant>) {
        let mut mistakes = Diagnostics::new();
        let output = self.output_of(signature, is_request, &mut mistakes);
        if mistakes.has_errors() {
            gaps.mistaken(&mistakes);
            gaps.reach("queue");
            gaps.reach("topic");
        }
        diagnostics.extend(mistakes);
        output
    }

    fn output_of(
        &self,
        signature: &Signature,
        is_request: bool,
        diagnostics: &mut Diagnostics,
    ) -> (Output, Option<Grant>) {
        let (mut from, mut written) = (self.from.clone(), signature.output.clone());
        for _ in 0..DEEPEST {
            let meaning = self.names.meaning(&from, &written);
            match inside_result(&meaning, &from, &written) {
                Some((scope, inner)) => {
                    let (scope, inner) = scope.behind(&inner);
                    (from, written) = (scope.clone(), inner.clone());
                }
                None => return self.returned(meaning, &written, is_request, diagnostics),
            }
        }
        diagnostics.push(Diagnostic::error(codes::BAD_OUTPUT, signature.output.span(), "this `Result` has no end"));
        (Output::Nothing, None)
    }

    fn returned(
        &self,
        meaning: Result<Meaning, Trouble>,
        written: &TypeNode,
        is_request: bool,
        diagnostics: &mut Diagnostics,
    ) -> (Output, Option<Grant>) {
        let at = written.span();
        match (meaning, written) {
            (Ok(Meaning::Watershed(name @ ("SendTo" | "PublishTo"), arguments, inside)), _) => {
                self.delivery(name, arguments.first(), &inside, at, diagnostics)
            }
            (Ok(Meaning::Tuple(parts, _)), _) if parts.is_empty() => (Output::Nothing, None),
            (Ok(Meaning::Unread), _) => (Output::Nothing, None),
            (Err(trouble @ (Trouble::Ambiguous(_) | Trouble::TooFar(_))), TypeNode::Path { path, .. }) => {
                diagnostics.push(self.names.lost(path, trouble, "type"));
                (Output::Nothing, None)
            }
            _ if is_request => (Output::Response, None),
            _ => {
                let wrong = Diagnostic::error(codes::BAD_OUTPUT, at, "nobody waits for this return value");
                diagnostics
                    .push(wrong.help("return `()`, `SendTo<Queue>` or `PublishTo<Topic>`, with or without `Result`"));
                (Output::Nothing, None)
            }
        }
    }

    /// `SendTo<Queue>` or `PublishTo<Topic>`.
    fn delivery(
        &self,
        name: &str,
        subject: Option<&TypeNode>,
        inside: &Scope,
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> (Output, Option<Grant>) {
        let (kind, capability) =
            if name == "SendTo" { ("queue", Capability::Send) } else { ("topic", Capability::Publish) };
        let Some(subject) = subject else {
            diagnostics.push(Diagnostic::error(codes::BAD_OUTPUT, at, format!("`{name}` says to which {kind}")));
            return (Output::Nothing, None);
        };
        let Some(resource) = self.names.resource_type(inside, subject, kind, diagnostics) else {
            return (Output::Nothing, None);
        };
        let grant = Grant { to: Reach::Resource(resource), capabilities: [capability].into(), at };
        (if kind == "queue" { Output::Send(resource) } else { Output::Publish(resource) }, Some(grant))
    }
}

/// An input among the parameters.
struct Place<'a> {
    name: &'a str,
    at: Span,
    first_handle: Option<Span>,
    earlier: Option<Span>,
}

impl Place<'_> {
    fn check(&self, trigger: Option<&str>, diagnostics: &mut Diagnostics) {
        let fitting = inputs(trigger);
        let wrong = |message: String| Diagnostic::error(codes::BAD_PARAMETER, self.at, message);
        if !fitting.contains(&self.name) {
            let message = match trigger {
                Some(trigger) => format!("`{}` is not what `{trigger}` brings", self.name),
                None => format!("a service has no input, and `{}` is one", self.name),
            };
            let help = if fitting.is_empty() {
                "a service takes handles only".to_owned()
            } else {
                format!("it brings {}", suggest::list(fitting))
            };
            diagnostics.push(wrong(message).help(help));
        } else if let Some(handle) = self.first_handle {
            diagnostics.push(wrong("the input stands before the handles".to_owned()).also(handle, "the first handle"));
        } else if let Some(earlier) = self.earlier {
            diagnostics.push(wrong("a function has one input".to_owned()).also(earlier, "the first input"));
        }
    }
}

fn neither(parameter: &TypeNode, trigger: Option<&str>, trouble: Option<Trouble>) -> Diagnostic {
    let name = match parameter {
        TypeNode::Path { path, .. } => format!("`{}`", path.text()),
        _ => "this".to_owned(),
    };
    let word = match parameter {
        TypeNode::Path { path, .. } => path.segments.last().map_or("", |last| last.value.as_str()),
        _ => "",
    };
    let trouble = trouble.filter(|_| !STANDARD.contains(&word));
    let message = match trouble {
        Some(_) => format!("{name} leads nowhere from here"),
        None => format!("{name} is neither an input nor a handle"),
    };
    let code = if trouble.is_some() { codes::UNRESOLVED } else { codes::BAD_PARAMETER };
    let mut known: Vec<&str> = inputs(trigger).to_vec();
    known.extend(HANDLES.iter().map(|(name, _)| *name));
    let help = match suggest::nearest(word, known.iter().copied()) {
        Some(same) if same == word => format!("write `use watershed::{word};`"),
        _ if STANDARD.contains(&word) => format!("known here: {}", suggest::list(&known)),
        _ => suggest::help(word, &known),
    };
    Diagnostic::error(code, parameter.span(), message).help(help)
}

fn unknown_capability(part: &TypeNode, kind: &str) -> Diagnostic {
    let names: Vec<String> = possible(kind).iter().map(|it| format!("can::{}", it.name())).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let written = match part {
        TypeNode::Path { path, .. } => path.text(),
        _ => String::new(),
    };
    Diagnostic::error(codes::BAD_PARAMETER, part.span(), "this is no capability").help(suggest::help(&written, &names))
}

/// `T` of `Result<T, …>`. What has arguments and was not read, and may stand here at all, is a `Result` too.
fn inside_result(meaning: &Result<Meaning, Trouble>, from: &Scope, written: &TypeNode) -> Option<(Scope, TypeNode)> {
    match (meaning, written) {
        (Ok(Meaning::Watershed("Result", arguments, inside)), _) => {
            let unit = TypeNode::Tuple(Vec::new(), written.span());
            Some((inside.clone(), arguments.first().cloned().unwrap_or(unit)))
        }
        (Ok(Meaning::Outside(arguments, inside)), _) => Some((inside.clone(), arguments.first()?.clone())),
        // An alias of `Result`, perhaps.
        (Ok(Meaning::Unread), TypeNode::Path { arguments, .. }) => Some((from.clone(), arguments.first()?.clone())),
        (Err(Trouble::Lost(_)), TypeNode::Path { path, arguments, .. }) => {
            let is_other = path.word().is_some_and(|word| STANDARD.contains(&word));
            (!is_other).then_some((from.clone(), arguments.first()?.clone()))
        }
        _ => None,
    }
}

//! `#[function(…)]`: a trigger and knobs on an async function.

use proc_macro2::TokenStream;

use crate::accept::{self, Accept};
use crate::allow::{self, Allow};
use crate::args::{self, Argument, Node, Reader};
use crate::deployment::{self, Named};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::env::{self, Runs};
use crate::item::{self, Header, Signature};
use crate::key::Key;
use crate::limits;
use crate::scale::{self, Scale};
use crate::span::{Locate, Span, Spanned};
use crate::tags;
use crate::trigger::http::{ANOTHER_PATH, check_taken};
use crate::trigger::{self, Trigger, misplaced};
use crate::value::{Duration, Rate, id};
use crate::{codes, raw};

/// An annotated function.
#[derive(Clone, Debug)]
pub struct Function {
    /// What starts it.
    pub trigger: Spanned<Trigger>,
    /// Everything after the trigger.
    pub knobs: Knobs,
    /// The function itself.
    pub signature: Signature,
}

/// A function of which nobody can say what starts it.
#[derive(Clone, Debug)]
pub struct Lost {
    /// The kind of its trigger, where that much can be read.
    pub trigger: Option<&'static str>,
    /// Everything after the trigger.
    pub knobs: Knobs,
    /// The function itself.
    pub signature: Signature,
}

/// The knobs of a function; `None` where nothing is written.
#[derive(Clone, Debug, Default)]
pub struct Knobs {
    /// MB.
    pub memory: Option<Spanned<u32>>,
    /// How long one invocation may take.
    pub timeout: Option<Spanned<Duration>>,
    /// MB of `/tmp`.
    pub disk: Option<Spanned<u32>>,
    /// The processor.
    pub arch: Option<Spanned<Arch>>,
    /// How many at once.
    pub scale: Scale,
    /// How often a failed invocation is tried again.
    pub retries: Option<Spanned<u32>>,
    /// Environment variables.
    pub env: Vec<(Spanned<String>, Spanned<String>)>,
    /// Whether it runs inside the VPC of `watershed.yaml`.
    pub vpc: Option<Spanned<bool>>,
    /// Where it runs.
    pub place: Option<Spanned<Place>>,
    /// The deployment it shares in containers.
    pub group: Option<Spanned<String>>,
    /// How often it is expected to run, and how long.
    pub expect: Option<Expect>,
    /// Permissions beyond what the signature says.
    pub allow: Vec<Allow>,
    /// Findings that are wanted.
    pub accept: Vec<Accept>,
    /// Its id.
    pub id: Option<Spanned<String>>,
    /// Its id before.
    pub renamed_from: Option<Spanned<String>>,
    /// Tags on what it becomes.
    pub tags: Vec<(Spanned<String>, Spanned<String>)>,
}

/// The processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arch {
    /// AWS Graviton.
    Arm64,
    /// Intel and AMD.
    X86_64,
}

/// Where a component runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As an AWS Lambda function.
    Serverless,
    /// In a container on Kubernetes.
    Container,
    /// Where it is cheaper.
    Auto,
}

/// What a function is expected to do.
#[derive(Clone, Debug)]
pub struct Expect {
    /// How often it runs.
    pub rate: Option<Spanned<Rate>>,
    /// How long it runs.
    pub duration: Option<Spanned<Duration>>,
}

/// The knobs of `#[function]`.
pub const KEYS: &[Key] = &[
    Key::new("memory", "memory = \"256MB\"", "256MB", "memory, 128MB to 10GB; processor time grows with it"),
    Key::new(
        "timeout",
        "timeout = \"5s\"",
        "10s for HTTP, URLs and calls, 300s for schedules, 60s for all others",
        "how long one invocation may take, 1s to 15m",
    ),
    Key::new("disk", "disk = \"512MB\"", "512MB", "size of `/tmp`, 512MB to 10GB"),
    Key::new("arch", "arch = arm64 | x86_64", "arm64", "the processor"),
    Key::new("scale", "scale(max = 200)", "", "how many at once"),
    Key::new(
        "retries",
        "retries = 2",
        "2 for calls, schedules, buckets and events, 3 for tables and streams, 4 for topics",
        "how often a failed invocation is tried again",
    ),
    Key::new("env", "env(KEY = \"value\")", "", "environment variables; a secret is a `#[secret]`, never a value here"),
    Key::flag("vpc", "run inside the VPC of `watershed.yaml`"),
    Key::new("place", "place = serverless | container", "serverless", "where it runs"),
    Key::new(
        "group",
        "group = \"orders\"",
        "its own",
        "functions of one group share a deployment when they run in containers",
    ),
    Key::new(
        "expect",
        "expect(rate = \"40/s\", duration = \"80ms\")",
        "",
        "what is expected of it, for the review of cost",
    ),
    Key::new(
        "allow",
        "allow(reason = \"…\", actions = [\"…\"], resources = [\"…\"])",
        "",
        "permissions that no handle gives; the reason is printed beside the statement",
    )
    .many(),
    accept::KEY,
    Key::new("id", "id = \"place-order\"", "the name in kebab case", "its identity in the cloud"),
    Key::new(
        "renamed_from",
        "renamed_from = \"old-name\"",
        "",
        "its id before: Terraform moves what exists, which keeps its name in the cloud; stays for as long as it lives",
    ),
    Key::new("tags", "tags(team = \"checkout\")", "", "tags on what it becomes; labels or annotations in Kubernetes"),
];

const EXAMPLE: &str = "begin with what starts it, such as `#[function(http(GET, \"/\"))]` or `#[function(call)]`";

/// Reads the attribute and the function under it.
///
/// # Errors
/// What is left of it where its trigger cannot be read, which has been reported.
pub fn parse(
    arguments: TokenStream,
    at: Span,
    header: &Header,
    locate: &dyn Locate,
    diagnostics: &mut Diagnostics,
) -> Result<Function, Box<Lost>> {
    let mut rest = args::parse(arguments, locate, diagnostics);
    let signature = item::signature("function", &header.signature, locate, diagnostics);
    let kind = rest.iter().find_map(trigger::named).map(|(kind, _)| kind.name);
    misplaced::gather(&mut rest, diagnostics);
    let trigger = take_trigger(&mut rest, at, diagnostics);
    rest.retain(|argument| !refuse_foreign(argument, diagnostics));
    let mut reader = Reader::new("`#[function]`", KEYS, at, rest, diagnostics);
    let is_allowed = raw::is_allowed(&reader);
    let says_place = reader.says("place");
    let knobs = knobs(&mut reader);
    check_expect(&knobs, reader.diagnostics);
    reader.finish();
    raw::check(&signature, is_allowed, diagnostics);
    check_name(&signature.name, knobs.id.as_ref(), diagnostics);
    // A place that cannot be read has been reported.
    if knobs.place.as_ref().is_some_and(|place| place.value == Place::Container) {
        let (id, renamed_from) = (knobs.id.as_ref(), knobs.renamed_from.as_ref());
        let named = Named { name: &signature.name, id, renamed_from, group: knobs.group.as_ref() };
        deployment::check(&named, diagnostics);
    }
    if let Some(trigger) = trigger.as_ref().filter(|_| knobs.place.is_some() || !says_place) {
        check_path(&trigger.value, &knobs, &signature.name, diagnostics);
    }
    match trigger {
        Some(trigger) => Ok(Function { trigger, knobs, signature }),
        None => Err(Box::new(Lost { trigger: kind, knobs, signature })),
    }
}

fn take_trigger(rest: &mut Vec<Argument>, at: Span, diagnostics: &mut Diagnostics) -> Option<Spanned<Trigger>> {
    let found: Vec<usize> = (0..rest.len()).filter(|&index| trigger::named(&rest[index]).is_some()).collect();
    let Some(&first) = found.first() else {
        let looks = rest.iter().position(looks_like_trigger);
        let assigned = rest.iter().position(|argument| trigger::assigned(argument).is_some());
        let wrong = match (looks, assigned.and_then(|index| trigger::assigned(&rest.remove(index)))) {
            (_, Some(wrong)) => wrong,
            (Some(index), None) => trigger::unknown(&rest.remove(index)),
            // It may be in what cannot be read.
            (None, None) if rest.iter().any(|it| matches!(it.node.value, Node::Unread)) => return None,
            (None, None) => Diagnostic::error(codes::NO_TRIGGER, at, "nothing starts this function").help(EXAMPLE),
        };
        diagnostics.push(wrong);
        return None;
    };
    for &other in found[1..].iter().rev() {
        let extra = rest.remove(other);
        if let (Some((kind, span)), Some((earlier, first_span))) =
            (trigger::named(&extra), trigger::named(&rest[first]))
        {
            let message = format!("a function has one trigger: `{}` and `{}` are two", earlier.name, kind.name);
            let wrong = Diagnostic::error(codes::TWO_TRIGGERS, span, message).also(first_span, "the first trigger");
            diagnostics.push(wrong.help("write a second function that calls the same code"));
        }
    }
    let argument = rest.remove(first);
    if first > 0
        && let Some((kind, span)) = trigger::named(&argument)
    {
        let message = format!("the trigger `{}` stands first", kind.name);
        diagnostics.push(Diagnostic::error(codes::SYNTAX, span, message).help(EXAMPLE));
    }
    trigger::parse(argument, diagnostics)
}

/// What AWS offers to other languages, and what to write instead (AWS Lambda developer guide, 2026-11).
const NOT_FOR_RUST: &[(&str, &str)] = &[
    ("snap_start", "write `scale(warm = 1)`, which keeps environments ready"),
    ("snapstart", "write `scale(warm = 1)`, which keeps environments ready"),
    ("web", "Web Functions run Node.js; write `http(…)` or `url(…)`, each invocation answers one request"),
    ("edge", "Lambda@Edge runs Node.js and Python; write `url(…)` or `http(…)` and put a CDN before it"),
];

/// Words that AWS and other tools have for knobs of another name here.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("concurrency", "write `scale(max = 200)`; of a queue's mapping, `queue(…, concurrency = 20)`"),
    ("provisioned", "write `scale(warm = 2)`: a version, its alias and provisioned concurrency come of it"),
    ("provisioned_concurrency", "write `scale(warm = 2)`: a version, its alias and provisioned concurrency come of it"),
    ("reserved_concurrency", "write `scale(max = 200)`"),
];

/// Whether an argument asks for something that goes by another name or not at all, which is reported.
fn refuse_foreign(argument: &Argument, diagnostics: &mut Diagnostics) -> bool {
    let (word, span) = match (&argument.key, &argument.node.value) {
        (Some(key), _) => (key.value.as_str(), key.span),
        (None, Node::Call(name, _)) => (name.value.as_str(), name.span),
        (None, node) => (node.word().unwrap_or_default(), argument.node.span),
    };
    let find = |table: &'static [(&str, &str)]| table.iter().find(|(name, _)| *name == word).map(|(_, help)| *help);
    let wrong = match (find(NOT_FOR_RUST), find(OTHER_WORDS)) {
        (Some(help), _) => {
            Diagnostic::error(codes::NOT_FOR_RUST, span, format!("AWS does not offer `{word}` to Rust")).help(help)
        }
        (None, Some(help)) => {
            Diagnostic::error(codes::UNKNOWN_KEY, span, format!("`#[function]` has no key `{word}`")).help(help)
        }
        (None, None) => match misplaced::of_another(argument) {
            Some(wrong) => wrong,
            None => return false,
        },
    };
    diagnostics.push(wrong);
    true
}

fn looks_like_trigger(argument: &Argument) -> bool {
    let foreign = || NOT_FOR_RUST.iter().chain(OTHER_WORDS);
    let known = |word: &str| KEYS.iter().any(|key| key.name == word) || foreign().any(|(name, _)| *name == word);
    argument.key.is_none()
        && match &argument.node.value {
            Node::Call(name, _) => !known(&name.value),
            other => other.word().is_some_and(|word| !known(word)),
        }
}

fn knobs(reader: &mut Reader<'_>) -> Knobs {
    let accept = accept::parse(reader);
    Knobs {
        memory: reader.memory("memory", &limits::FUNCTION_MEMORY),
        timeout: reader.duration("timeout", &limits::FUNCTION_TIMEOUT),
        disk: reader.memory("disk", &limits::FUNCTION_DISK),
        arch: reader.choice("arch", &[("arm64", Arch::Arm64), ("x86_64", Arch::X86_64)]),
        scale: scale::parse(reader),
        retries: reader.integer("retries", &limits::FUNCTION_RETRIES),
        env: env::parse(reader, Runs::Function, &accept),
        vpc: reader.flag("vpc"),
        place: reader.choice(
            "place",
            &[("serverless", Place::Serverless), ("container", Place::Container), ("auto", Place::Auto)],
        ),
        group: name(reader, "group"),
        expect: expect(reader),
        allow: allow::parse(reader),
        accept,
        id: name(reader, "id"),
        renamed_from: name(reader, "renamed_from"),
        tags: tags::parse(reader),
    }
}

/// What is expected against what is allowed.
fn check_expect(knobs: &Knobs, diagnostics: &mut Diagnostics) {
    let Some(Expect { duration: Some(duration), .. }) = &knobs.expect else { return };
    if let Some(timeout) = knobs.timeout.as_ref().filter(|timeout| duration.value > timeout.value) {
        let message = format!("it is expected to run {}, and ended after {}", duration.value, timeout.value);
        let wrong = Diagnostic::error(codes::CONFLICT, duration.span, message).also(timeout.span, "the other number");
        diagnostics.push(wrong.help("raise `timeout`"));
    }
}

/// Reports a path that somebody else answers.
fn check_path(trigger: &Trigger, knobs: &Knobs, name: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let is_container = knobs.place.as_ref().is_some_and(|place| place.value == Place::Container);
    match trigger {
        Trigger::Http(http) => {
            let path = &http.path;
            check_taken(&path.value, path.span, is_container, ANOTHER_PATH, diagnostics);
        }
        // In a cluster a URL is everything below the function's id.
        Trigger::Url(_) if is_container => {
            let (id, at) = match &knobs.id {
                Some(id) => (id.value.clone(), id.span),
                None => (id::kebab(&name.value), name.span),
            };
            check_taken(&format!("/{id}"), at, true, "give it another id with `id = \"…\"`", diagnostics);
        }
        _ => {}
    }
}

/// Reads an id, or another word that becomes part of a name.
pub fn name(reader: &mut Reader<'_>, key: &str) -> Option<Spanned<String>> {
    let text = reader.text(key)?;
    if let Some(fault) = id::fault(&text.value) {
        reader.wrong(codes::BAD_NAME, text.span, format!("`{}` cannot be an id", text.value.escape_debug()), fault);
        return None;
    }
    Some(text)
}

/// Reports a name that cannot be an id, where no other id is written.
pub fn check_name(name: &Spanned<String>, written: Option<&Spanned<String>>, diagnostics: &mut Diagnostics) {
    let derived = id::kebab(&name.value);
    if let Some(fault) = id::fault(&derived).filter(|_| written.is_none()) {
        let message = format!("`{}` cannot be an id", derived.escape_debug());
        let wrong = Diagnostic::error(codes::BAD_NAME, name.span, message).help(fault);
        diagnostics.push(wrong.help("give it another with `id = \"…\"`"));
    }
}

/// The keys of `expect(…)`.
pub const EXPECT_KEYS: &[Key] = &[
    Key::new("rate", "rate = \"40/s\"", "", "how often it runs"),
    Key::new("duration", "duration = \"80ms\"", "", "how long it runs"),
];

fn expect(reader: &mut Reader<'_>) -> Option<Expect> {
    let (at, arguments) = reader.call("expect")?;
    let mut inner = Reader::new("`expect(…)`", EXPECT_KEYS, at, arguments, reader.diagnostics);
    let expect = Expect { rate: inner.rate("rate"), duration: inner.any_duration("duration") };
    inner.finish();
    Some(expect)
}

//! `#[function(…)]`: a trigger and knobs on an async function.

use proc_macro2::TokenStream;

use crate::args::{self, Argument, Node, Reader};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::item::{self, Header, Signature};
use crate::key::Key;
use crate::limit::Limit;
use crate::scale::{self, Scale};
use crate::span::{Locate, Span, Spanned};
use crate::trigger::{self, Trigger};
use crate::value::{Duration, Rate, id};
use crate::{codes, raw, value};

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

/// A permission that the signature does not say.
#[derive(Clone, Debug)]
pub struct Allow {
    /// Why.
    pub reason: Spanned<String>,
    /// AWS actions, such as `ses:SendEmail`.
    pub actions: Vec<Spanned<String>>,
    /// ARNs.
    pub resources: Vec<Spanned<String>>,
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
    Key::new("place", "place = serverless | container | auto", "serverless", "where it runs"),
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
    Key::new("id", "id = \"place-order\"", "the name in kebab case", "its identity in the cloud"),
    Key::new(
        "renamed_from",
        "renamed_from = \"old-name\"",
        "",
        "its id before: Terraform moves what exists, which keeps its name in the cloud; stays for as long as it lives",
    ),
    Key::new("tags", "tags(team = \"checkout\")", "", "tags on what it becomes; labels or annotations in Kubernetes"),
];

const LAMBDA: &str = "AWS Lambda quotas (2026-11)";
/// MB of memory.
pub const MEMORY: Limit = Limit::new(128, 10_240, LAMBDA);
/// Seconds of one invocation.
pub const TIMEOUT: Limit = Limit::new(1, 900, LAMBDA);
/// MB of `/tmp`.
pub const DISK: Limit = Limit::new(512, 10_240, LAMBDA);
/// Retries of a failed invocation.
pub const RETRIES: Limit = Limit::new(0, 10_000, "AWS Lambda: 0 to 2 for calls, up to 10,000 for streams");

const EXAMPLE: &str = "begin with what starts it, such as `#[function(http(GET, \"/\"))]` or `#[function(call)]`";

/// Reads the attribute and the function under it.
pub fn parse(
    arguments: TokenStream,
    at: Span,
    header: &Header,
    locate: &dyn Locate,
    diagnostics: &mut Diagnostics,
) -> Option<Function> {
    let mut rest = args::parse(arguments, locate, diagnostics);
    let signature = item::signature("function", &header.signature, locate, diagnostics);
    let trigger = take_trigger(&mut rest, at, diagnostics);
    let mut reader = Reader::new("`#[function]`", KEYS, at, rest, diagnostics);
    let is_allowed = raw::is_allowed(&reader);
    let knobs = knobs(&mut reader);
    reader.finish();
    raw::check(&signature, is_allowed, diagnostics);
    check_name(&signature.name, knobs.id.as_ref(), diagnostics);
    Some(Function { trigger: trigger?, knobs, signature })
}

fn take_trigger(rest: &mut Vec<Argument>, at: Span, diagnostics: &mut Diagnostics) -> Option<Spanned<Trigger>> {
    let found: Vec<usize> = (0..rest.len()).filter(|&index| trigger::named(&rest[index]).is_some()).collect();
    let Some(&first) = found.first() else {
        let looks = rest.iter().position(looks_like_trigger);
        let wrong = match looks {
            Some(index) => trigger::unknown(&rest.remove(index)),
            None => Diagnostic::error(codes::NO_TRIGGER, at, "nothing starts this function").help(EXAMPLE),
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

fn looks_like_trigger(argument: &Argument) -> bool {
    let known = |word: &str| KEYS.iter().any(|key| key.name == word);
    argument.key.is_none()
        && match &argument.node.value {
            Node::Call(name, _) => !known(&name.value),
            other => other.word().is_some_and(|word| !known(word)),
        }
}

fn knobs(reader: &mut Reader<'_>) -> Knobs {
    Knobs {
        memory: reader.memory("memory", &MEMORY),
        timeout: reader.duration("timeout", &TIMEOUT),
        disk: reader.memory("disk", &DISK),
        arch: reader.choice("arch", &[("arm64", Arch::Arm64), ("x86_64", Arch::X86_64)]),
        scale: scale::parse(reader),
        retries: reader.integer("retries", &RETRIES),
        env: env(reader),
        vpc: reader.flag("vpc"),
        place: reader.choice(
            "place",
            &[("serverless", Place::Serverless), ("container", Place::Container), ("auto", Place::Auto)],
        ),
        group: name(reader, "group"),
        expect: expect(reader),
        allow: allows(reader),
        id: name(reader, "id"),
        renamed_from: name(reader, "renamed_from"),
        tags: tags(reader),
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

/// Reads `tags(…)`.
pub fn tags(reader: &mut Reader<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let tags = reader.pairs("tags");
    for (key, text) in &tags {
        for (span, fault) in [(key.span, tag_key_fault(&key.value)), (text.span, tag_value_fault(&text.value))] {
            if let Some(fault) = fault {
                reader.wrong(codes::WRONG_VALUE, span, "AWS does not take this tag", fault);
            }
        }
    }
    tags
}

/// Why AWS does not take a tag's key, if it does not.
pub fn tag_key_fault(key: &str) -> Option<&'static str> {
    let long = key.is_empty() || key.chars().count() > 128;
    (long || key.to_ascii_lowercase().starts_with("aws:") || !key.chars().all(is_in_tag))
        .then_some("a key has 1 to 128 letters, digits, spaces and `_.:/=+-@`, and does not begin with `aws:`")
}

/// Why AWS does not take a tag's value, if it does not.
pub fn tag_value_fault(value: &str) -> Option<&'static str> {
    (value.chars().count() > 256 || !value.chars().all(is_in_tag))
        .then_some("a value has at most 256 letters, digits, spaces and `_.:/=+-@`")
}

fn is_in_tag(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || "_.:/=+-@".contains(c)
}

/// Variables that AWS Lambda sets itself.
const RESERVED: &[&str] = &[
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
];

/// Reads `env(…)`.
pub fn env(reader: &mut Reader<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let pairs = reader.pairs("env");
    for (key, _) in &pairs {
        reader.diagnostics.extend_some(variable_fault(key));
    }
    pairs
}

/// What is wrong with the name of an environment variable, if anything is.
pub fn variable_fault(key: &Spanned<String>) -> Option<Diagnostic> {
    let name = key.value.as_str();
    if RESERVED.contains(&name) || name.starts_with("AWS_LAMBDA_") || name.starts_with("WATERSHED_") {
        let message = format!("`{name}` is set by the platform");
        return Some(Diagnostic::error(codes::RESERVED_VARIABLE, key.span, message).help("choose another name"));
    }
    let fault = value::variable_fault(name)?;
    let message = format!("`{}` is not a variable's name", name.escape_debug());
    Some(Diagnostic::error(codes::WRONG_VALUE, key.span, message).help(fault))
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

/// The keys of `allow(…)`.
pub const ALLOW_KEYS: &[Key] = &[
    Key::new("reason", "reason = \"…\"", "", "why, for the reviewer"),
    Key::new("actions", "actions = [\"ses:SendEmail\"]", "", "AWS actions"),
    Key::new("resources", "resources = [\"arn:aws:…\"]", "", "ARNs"),
];

/// Reads every `allow(…)`.
pub fn allows(reader: &mut Reader<'_>) -> Vec<Allow> {
    let mut allows = Vec::new();
    for (key, node) in reader.take_all("allow") {
        match node.value {
            Node::Call(_, arguments) => {
                let inner = Reader::new("`allow(…)`", ALLOW_KEYS, key.span, arguments, reader.diagnostics);
                allows.extend(allow(inner));
            }
            _ => {
                let _: Option<()> = reader.expected("allow", &node);
            }
        }
    }
    allows
}

fn allow(mut reader: Reader<'_>) -> Option<Allow> {
    let reason = reader.text("reason").filter(|reason| !reason.value.trim().is_empty());
    let actions = reader.texts("actions").unwrap_or_default();
    let resources = reader.texts("resources").unwrap_or_default();
    if reason.is_none() {
        reader.wrong(codes::NO_REASON, reader.at(), "an exception has a reason", "write `reason = \"…\"`");
    }
    for action in &actions {
        if action.value.split_once(':').is_none_or(|(service, name)| service.is_empty() || name.is_empty()) {
            reader.wrong(codes::WRONG_VALUE, action.span, "this is not an AWS action", "write it like `ses:SendEmail`");
        }
    }
    for (list, name) in [(&actions, "actions"), (&resources, "resources")] {
        if list.is_empty() {
            reader.missing(name);
        }
    }
    reader.finish();
    Some(Allow { reason: reason?, actions, resources })
}

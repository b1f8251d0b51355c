//! `external = "name-or-arn"`: a resource that exists already.

use std::net::Ipv4Addr;

use crate::args::Reader;
use crate::codes::{self, Code};
use crate::limits;
use crate::span::{Span, Spanned};
use crate::value::Arn;

/// The service and the shape of the ARN of a kind, and the keys that say something about one that exists.
struct Known {
    kind: &'static str,
    service: &'static str,
    /// What stands before the name.
    prefix: &'static str,
    shape: &'static str,
    /// What a name has beside letters and digits.
    others: &'static str,
    keys: &'static [&'static str],
}

/// What AWS's ARNs look like (service authorization reference, 2026-11), and its names (API references, 2026-11).
const KNOWN: &[Known] = &[
    known("queue", "sqs", "", "arn:aws:sqs:eu-west-1:123456789012:charges", "-_", &["fifo"]),
    known("topic", "sns", "", "arn:aws:sns:eu-west-1:123456789012:paid", "-_", &["fifo"]),
    known(
        "table",
        "dynamodb",
        "table/",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
        "-_.",
        &["key", "sort", "index", "stream"],
    ),
    known("bucket", "s3", "", "arn:aws:s3:::receipts", "-_.", &[]),
    known(
        "secret",
        "secretsmanager",
        "secret:",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key-a1B2c3",
        "-_./+=@",
        &[],
    ),
    known("stream", "kinesis", "stream/", "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks", "-_.", &[]),
    known("bus", "events", "event-bus/", "arn:aws:events:eu-west-1:123456789012:event-bus/products", "-_./", &[]),
];

const fn known(
    kind: &'static str,
    service: &'static str,
    prefix: &'static str,
    shape: &'static str,
    others: &'static str,
    keys: &'static [&'static str],
) -> Known {
    Known { kind, service, prefix, shape, others, keys }
}

/// What the names of queues and topics that keep an order end with.
const FIFO: &str = ".fifo";

/// What is wrong with a name or ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind of mistake.
    pub code: Code,
    /// What it is.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// Why a text is neither the name nor the ARN of a resource of this kind, if it is not.
pub fn fault(kind: &str, text: &str) -> Option<Fault> {
    let known = KNOWN.iter().find(|known| known.kind == kind)?;
    let fault = |code, message: String, help: String| Some(Fault { code, message, help });
    let good = |c: char| c.is_ascii_alphanumeric() || "-_./:+=@,".contains(c);
    if !limits::EXTERNAL.takes(text) || !text.chars().all(good) || (text.contains(':') && !text.starts_with("arn:")) {
        let message = format!("`{}` is neither a name nor an ARN", text.escape_debug());
        return fault(codes::WRONG_VALUE, message, "write the name or the ARN that AWS shows".to_owned());
    }
    if !text.starts_with("arn:") {
        return name_fault(known, text);
    }
    let shape = || format!("write it like `{}`", known.shape);
    let Some(arn) = Arn::parse(text) else {
        return fault(codes::EXTERNAL_ARN, "this ARN is not complete".to_owned(), shape());
    };
    if arn.service != known.service {
        return fault(codes::EXTERNAL_ARN, format!("this is an ARN of `{}`, not of a {kind}", arn.service), shape());
    }
    let global = arn.service == "s3";
    let name = arn.resource.strip_prefix(known.prefix).unwrap_or_default();
    let deep = name.contains([':', '/']) && kind != "secret" && kind != "bus";
    if name.is_empty() || deep || (!global && (arn.region.is_empty() || arn.account.is_empty())) {
        return fault(codes::EXTERNAL_ARN, format!("this ARN is not of a {kind}"), shape());
    }
    if kind == "secret" && !ends_with_random(name) {
        let help = "write the whole ARN, with the six characters that AWS puts behind the name, or the name alone";
        return fault(codes::EXTERNAL_ARN, "this ARN does not say which secret".to_owned(), help.to_owned());
    }
    name_fault(known, name)
}

/// The name in a name or ARN of a resource of this kind.
pub fn name<'a>(kind: &str, text: &'a str) -> &'a str {
    let prefix = KNOWN.iter().find(|known| known.kind == kind).map_or("", |known| known.prefix);
    Arn::parse(text).map_or(text, |arn| arn.resource.strip_prefix(prefix).unwrap_or(arn.resource))
}

/// Why no bucket has such a name, though its characters are good ("Bucket naming rules", S3 user guide, 2026-11).
fn bucket_fault(name: &str) -> Option<&'static str> {
    if name.parse::<Ipv4Addr>().is_ok() {
        return Some("a bucket is not named like an address");
    }
    if name.contains("..") {
        return Some("a bucket's name has no two dots side by side");
    }
    name.starts_with("xn--").then_some("S3 keeps `xn--` for itself")
}

/// Why AWS has nothing of this kind with such a name.
fn name_fault(known: &Known, name: &str) -> Option<Fault> {
    if let Some(help) = bucket_fault(name).filter(|_| known.kind == "bucket") {
        let message = format!("`{name}` cannot be the name of a bucket");
        return Some(Fault { code: codes::WRONG_VALUE, message, help: help.to_owned() });
    }
    let may_be_fifo = matches!(known.kind, "queue" | "topic");
    let stem = name.strip_suffix(FIFO).filter(|_| may_be_fifo).unwrap_or(name);
    let is_good = |c: char| c.is_ascii_alphanumeric() || known.others.contains(c);
    (stem.is_empty() || !stem.chars().all(is_good)).then(|| Fault {
        code: codes::WRONG_VALUE,
        message: format!("`{name}` cannot be the name of a {}", known.kind),
        help: if may_be_fifo {
            "AWS takes letters, digits, `-` and `_`, and behind them `.fifo` where it keeps the order".to_owned()
        } else {
            format!("AWS takes letters, digits and `{}`", known.others)
        },
    })
}

/// AWS puts a hyphen and six characters of its own behind a secret's name.
fn ends_with_random(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(name, random)| {
        !name.is_empty() && random.len() == 6 && random.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Checks the value, and that nothing else is written that could do nothing.
pub fn check(
    kind: &'static str,
    external: &Spanned<String>,
    written: &[Spanned<String>],
    fifo: Option<bool>,
    reader: &mut Reader<'_>,
) {
    let wrong = fault(kind, &external.value).or_else(|| fifo.and_then(|fifo| fifo_fault(fifo, &external.value)));
    if let Some(fault) = wrong {
        reader.wrong(fault.code, external.span, fault.message, fault.help);
    }
    let useful = KNOWN.iter().find(|known| known.kind == kind).map_or(&[][..], |known| known.keys);
    for key in written.iter().filter(|key| !useful.contains(&key.value.as_str())) {
        if !matches!(key.value.as_str(), "external" | "id" | "accept") {
            useless(&key.value, key.span, external.span, reader);
        }
    }
}

/// What contradicts in the name or ARN of a queue or topic that is said to be FIFO, or not to be.
pub fn fifo_fault(fifo: bool, text: &str) -> Option<Fault> {
    let named = text.ends_with(FIFO);
    let (message, help) = match (fifo, named) {
        (true, false) => {
            ("the name of a FIFO queue or topic ends with `.fifo`", "write the whole name, or remove `fifo`")
        }
        (false, true) => ("this is the name of a FIFO queue or topic", "write `fifo` too"),
        (true, true) | (false, false) => return None,
    };
    Some(Fault { code: codes::FIFO_MISMATCH, message: message.to_owned(), help: help.to_owned() })
}

fn useless(key: &str, at: Span, external: Span, reader: &mut Reader<'_>) {
    let message = format!("`{key}` would do nothing: the resource exists already");
    let wrong = crate::Diagnostic::error(codes::DUPLICATE_EXTERNAL, at, message);
    let help = format!("remove `{key}`, or set it where the resource is managed");
    reader.diagnostics.push(wrong.also(external, "it is external").help(help));
}

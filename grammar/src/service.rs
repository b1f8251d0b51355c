//! `#[service(…)]`: a long-running part of the system, in containers.

use proc_macro2::TokenStream;

use crate::accept::{self, Accept};
use crate::allow::{self, Allow};
use crate::args::{self, Argument, Reader};
use crate::deployment::{self, Named};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::env::{self, Runs};
use crate::function::{check_name, name};
use crate::item::{self, Header, Signature};
use crate::key::Key;
use crate::limits;
use crate::scale::{self, Scale};
use crate::span::{Locate, Span, Spanned};
use crate::trigger::http::{ANOTHER_PATH, check_taken, path_fault};
use crate::value::{Duration, name as names};
use crate::{codes, key, raw, tags};

/// An annotated service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its HTTP side; `None` for a worker.
    pub http: Option<Http>,
    /// Thousandths of a core.
    pub cpu: Option<Spanned<u32>>,
    /// MB.
    pub memory: Option<Spanned<u32>>,
    /// How many replicas.
    pub scale: Scale,
    /// How long it may take to stop.
    pub grace: Option<Spanned<Duration>>,
    /// The path that says it is well.
    pub health: Option<Spanned<String>>,
    /// Environment variables.
    pub env: Vec<(Spanned<String>, Spanned<String>)>,
    /// The deployment it shares.
    pub group: Option<Spanned<String>>,
    /// Permissions beyond what the signature says.
    pub allow: Vec<Allow>,
    /// Findings that are wanted.
    pub accept: Vec<Accept>,
    /// Its id.
    pub id: Option<Spanned<String>>,
    /// Its id before.
    pub renamed_from: Option<Spanned<String>>,
    /// Tags and labels.
    pub tags: Vec<(Spanned<String>, Spanned<String>)>,
    /// The function itself.
    pub signature: Signature,
}

/// The HTTP side of a service.
#[derive(Clone, Debug)]
pub struct Http {
    /// The port that it listens on.
    pub port: Option<Spanned<u32>>,
    /// The host name it answers to.
    pub host: Option<Spanned<String>>,
    /// The path below which it answers.
    pub path: Option<Spanned<String>>,
}

/// The keys of `#[service]`.
pub const KEYS: &[Key] = &[
    Key::new("http", "http(port = 8080, host = \"shop.example.com\", path = \"/\")", "", "it answers HTTP requests"),
    Key::flag("worker", "it answers nobody: it works on its own"),
    Key::new("cpu", "cpu = \"250m\"", "250m", "processor time that is kept for it; `0.5` is half a core"),
    Key::new("memory", "memory = \"256MB\"", "256MB", "memory, as request and as limit"),
    Key::new(
        "scale",
        "scale(min = 2, max = 20, target = cpu(70))",
        "1 replica, 2 where protected",
        "how many replicas",
    ),
    Key::new("grace", "grace = \"30s\"", "30s", "how long it may take to stop"),
    Key::new("health", "health = \"/health\"", "/readyz", "the path that says it is ready"),
    Key::new("env", "env(KEY = \"value\")", "", "environment variables"),
    Key::new("group", "group = \"shop\"", "its own", "services and functions of one group share a deployment"),
    Key::new(
        "allow",
        "allow(reason = \"…\", actions = [\"…\"], resources = [\"…\"])",
        "",
        "permissions that no handle gives",
    )
    .many(),
    accept::KEY,
    Key::new("id", "id = \"storefront\"", "the name in kebab case", "its identity in the cloud"),
    Key::new("renamed_from", "renamed_from = \"old-name\"", "", "its id before; stays for as long as it lives"),
    Key::new("tags", "tags(team = \"checkout\")", "", "tags on what it becomes; labels or annotations in Kubernetes"),
];

/// The keys of `http(…)` in a service.
pub const HTTP_KEYS: &[Key] = &[
    Key::new("port", "port = 8080", "8080", "the port that it listens on, 1,024 to 65,535: it does not run as root"),
    Key::new(
        "host",
        "host = \"shop.example.com\"",
        "`kubernetes.host` of `watershed.yaml`",
        "the host name it answers to",
    ),
    Key::new("path", "path = \"/\"", "/", "the path below which it answers"),
];

/// Reads the attribute and the function under it.
pub fn parse(
    arguments: TokenStream,
    at: Span,
    header: &Header,
    locate: &dyn Locate,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let arguments = args::parse(arguments, locate, diagnostics);
    let signature = item::signature("service", &header.signature, locate, diagnostics);
    let mut reader = Reader::new("`#[service]`", KEYS, at, arguments, diagnostics);
    let is_allowed = raw::is_allowed(&reader);
    let http = http(&mut reader);
    let worker = reader.flag("worker");
    match (&http, &worker) {
        (Some((span, _)), Some(worker)) => {
            let wrong = Diagnostic::error(codes::CONFLICT, worker.span, "a service is `http(…)` or `worker`");
            reader.diagnostics.push(wrong.also(*span, "the other one").help("keep one of them"));
        }
        (None, None) => {
            reader.wrong(codes::MISSING_KEY, at, "a service says what it is", "write `http(port = 8080)` or `worker`");
        }
        _ => {}
    }
    let accept = accept::parse(&mut reader);
    let service = Service {
        http: http.map(|(_, http)| http),
        cpu: reader.cpu("cpu", &limits::SERVICE_CPU),
        memory: reader.memory("memory", &limits::SERVICE_MEMORY),
        scale: scale::parse(&mut reader),
        grace: reader.duration("grace", &limits::SERVICE_GRACE),
        health: health(&mut reader),
        env: env::parse(&mut reader, Runs::Service, &accept),
        group: name(&mut reader, "group"),
        allow: allow::parse(&mut reader),
        accept,
        id: name(&mut reader, "id"),
        renamed_from: name(&mut reader, "renamed_from"),
        tags: tags::parse(&mut reader),
        signature,
    };
    reader.finish();
    diagnostics.extend_some(worker.and_then(|worker| unanswered(&service, worker.span)));
    raw::check(&service.signature, is_allowed, diagnostics);
    check_name(&service.signature.name, service.id.as_ref(), diagnostics);
    let (id, renamed_from) = (service.id.as_ref(), service.renamed_from.as_ref());
    let named = Named { name: &service.signature.name, id, renamed_from, group: service.group.as_ref() };
    deployment::check(&named, diagnostics);
    Some(service)
}

fn http(reader: &mut Reader<'_>) -> Option<(Span, Http)> {
    let (key, node) = reader.take("http")?;
    let arguments: Vec<Argument> = match node.value {
        crate::args::Node::Call(_, arguments) => arguments,
        _ => return reader.expected("http", &node),
    };
    let mut inner = Reader::new("`http(…)`", HTTP_KEYS, key.span, arguments, reader.diagnostics);
    let http = Http {
        port: inner.integer("port", &limits::SERVICE_PORT),
        host: host(&mut inner),
        path: path(&mut inner, "path"),
    };
    if let Some(path) = &http.path {
        check_taken(&path.value, path.span, true, ANOTHER_PATH, inner.diagnostics);
    }
    inner.finish();
    Some((key.span, http))
}

/// A worker alone answers nobody, and would never be ready. In a group others may answer.
fn unanswered(service: &Service, worker: Span) -> Option<Diagnostic> {
    let health = service.health.as_ref().filter(|_| service.group.is_none())?;
    let wrong = Diagnostic::error(codes::CONFLICT, health.span, "nothing answers at this path");
    let help = "remove `health`: `/readyz` says that the program has started";
    Some(wrong.also(worker, "it answers nobody").help(help))
}

/// The path that says it is ready; not one that the program answers itself.
fn health(reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let path = path(reader, "health")?;
    let help = "write one that the service answers, or remove `health`: `/readyz` says that the program has started";
    check_taken(&path.value, path.span, true, help, reader.diagnostics);
    Some(path)
}

fn path(reader: &mut Reader<'_>, key: &str) -> Option<Spanned<String>> {
    let path = reader.text(key)?;
    let fault = path_fault(&path.value).or_else(|| path.value.contains('{').then(|| "no parameters here".to_owned()));
    if let Some(fault) = fault {
        reader.wrong(codes::BAD_ROUTE, path.span, format!("`{}` is not a path", path.value.escape_debug()), fault);
        return None;
    }
    Some(path)
}

fn host(reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let host = reader.text("host")?;
    if !names::is_subdomain(&host.value) {
        reader.wrong(
            codes::WRONG_VALUE,
            host.span,
            format!("`{}` is not a host name", host.value.escape_debug()),
            "write it like `shop.example.com`",
        );
        return None;
    }
    Some(host)
}

/// `#[service]` in the reference.
pub const KIND: key::Kind = key::Kind {
    name: "service",
    form: "#[service(http(port = 8080), cpu = \"250m\", memory = \"256MB\", scale(min = 2, max = 20, target = cpu(70)))]",
    doc: "a long-running part of the system, in containers",
    keys: KEYS,
};

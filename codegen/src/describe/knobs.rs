//! Every knob of a component: its value and who said it. What nobody said is shown as the reference shows the default.

use std::fmt::Display;

use watershed_grammar::allow::Allow;
use watershed_grammar::function::{self, Arch, Place};
use watershed_grammar::key::Key;
use watershed_grammar::resource::Shape;
use watershed_grammar::trigger::{From, bucket, http, queue, schedule, stream, table, url};
use watershed_grammar::{Span, Spanned, scale, service};

use super::{auth, target};
use crate::model::{Function, Identity, Model, Origin, Resource, Scale, Service, Trigger, Value, Variable};

/// A knob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knob {
    /// Its name, such as `scale.max`.
    pub name: String,
    /// Its value; `-` where there is none.
    pub value: String,
    /// Who said it.
    pub origin: Origin,
}

/// Collects knobs of one table of keys.
struct Knobs {
    prefix: &'static str,
    keys: &'static [Key],
    list: Vec<Knob>,
}

impl Knobs {
    fn new() -> Self {
        Self { prefix: "", keys: &[], list: Vec::new() }
    }

    /// What follows is of this table, with this before each name.
    fn of(&mut self, prefix: &'static str, keys: &'static [Key]) -> &mut Self {
        (self.prefix, self.keys) = (prefix, keys);
        self
    }

    fn add(&mut self, name: &str, value: Option<(String, Origin)>) {
        debug_assert!(self.keys.iter().any(|key| key.name == name), "`{name}` is no key");
        let default = self.keys.iter().find(|key| key.name == name).map_or("", |key| key.default);
        let default = if default.is_empty() { "-" } else { default };
        let (value, origin) = value.unwrap_or_else(|| (default.to_owned(), Origin::Default));
        self.list.push(Knob { name: format!("{}{name}", self.prefix), value, origin });
    }

    fn value<T>(&mut self, name: &str, value: &Value<T>, show: impl Fn(&T) -> String) {
        self.add(name, Some((show(&value.value), value.origin)));
    }

    fn maybe<T: Display>(&mut self, name: &str, value: Option<&Value<T>>) {
        self.add(name, value.map(|it| (it.value.to_string(), it.origin)));
    }

    fn written<T>(&mut self, name: &str, value: Option<&Spanned<T>>, show: impl Fn(&T) -> String) {
        self.add(name, value.map(|it| (show(&it.value), Origin::Written(it.span))));
    }

    /// A value that the model keeps without its place: it is written where the attribute is, or it is the default.
    fn at(&mut self, name: &str, value: Option<String>, at: Span) {
        self.add(name, value.map(|value| (value, Origin::Written(at))));
    }

    fn identity(&mut self, identity: &Identity, allow: Option<&[Allow]>) {
        if let Some(allow) = allow {
            let all: Vec<&str> = allow.iter().flat_map(|it| &it.actions).map(|it| it.value.as_str()).collect();
            let at = allow.first().map_or(identity.at, |it| it.reason.span);
            self.at("allow", (!all.is_empty()).then(|| all.join(", ")), at);
        }
        let name = identity.path.rsplit("::").next().unwrap_or_default();
        let is_given = watershed_grammar::value::id::kebab(name) != identity.id;
        let origin = if is_given { Origin::Written(identity.at) } else { Origin::Default };
        self.add("id", Some((identity.id.clone(), origin)));
        self.written("renamed_from", identity.renamed_from.as_ref(), Clone::clone);
        let tags: Vec<String> = identity.tags().iter().map(|(key, value)| format!("{key}={value}")).collect();
        self.at("tags", (!tags.is_empty()).then(|| tags.join(", ")), identity.at);
    }

    fn scale(&mut self, it: &Scale, in_container: bool) {
        self.of("scale.", scale::KEYS);
        self.maybe("max", it.max.as_ref());
        self.maybe("warm", it.warm.as_ref());
        // What shapes a deployment is nothing to a function that has none.
        if in_container || it.min.is_some() {
            self.maybe("min", it.min.as_ref());
        }
        if in_container || it.target.is_some() {
            self.written("target", it.target.as_ref(), |it| target(*it));
        }
        if in_container || it.scale_down_after.is_some() {
            self.written("scale_down_after", it.scale_down_after.as_ref(), ToString::to_string);
        }
    }

    fn env(&mut self, env: &std::collections::BTreeMap<String, Variable>) {
        if env.is_empty() {
            self.add("env", None);
        }
        for (key, Variable { text, .. }) in env {
            let name = format!("{}env.{key}", self.prefix);
            self.list.push(Knob { name, value: text.value.clone(), origin: text.origin });
        }
    }
}

/// The knobs of a function, those of its trigger first.
pub fn of_function(model: &Model, it: &Function) -> Vec<Knob> {
    let mut knobs = Knobs::new();
    let value = super::trigger(model, &it.trigger);
    knobs.list.push(Knob { name: "trigger".to_owned(), value, origin: Origin::Written(it.trigger_at) });
    trigger(&mut knobs, &it.trigger, it.trigger_at);
    knobs.of("", function::KEYS);
    knobs.value("memory", &it.memory, |it| format!("{it} MB"));
    knobs.value("timeout", &it.timeout, ToString::to_string);
    knobs.value("disk", &it.disk, |it| format!("{it} MB"));
    knobs.value("arch", &it.arch, |it| arch(*it).to_owned());
    let in_container = it.place.value == Place::Container;
    knobs.scale(&it.scale, in_container);
    knobs.of("", function::KEYS);
    let retries = it.retries.as_ref().map(|it| (it.value.to_string(), it.origin));
    let default = || (default_retries(&it.trigger, in_container).to_owned(), Origin::Default);
    knobs.add("retries", Some(retries.unwrap_or_else(default)));
    knobs.env(&it.env);
    knobs.add("vpc", it.vpc.map(|span| ("on".to_owned(), Origin::Written(span))));
    knobs.value("place", &it.place, |it| place(*it).to_owned());
    if in_container || it.group.is_some() {
        knobs.written("group", it.group.as_ref(), Clone::clone);
    }
    knobs.identity(&it.identity, Some(&it.allow));
    knobs.list
}

/// How often a failed invocation is tried again where nobody says so.
fn default_retries(trigger: &Trigger, in_container: bool) -> &'static str {
    match trigger {
        // A queue stands before them in the cluster.
        Trigger::Bucket { .. } | Trigger::Event { .. } if in_container => "4",
        Trigger::Http { .. } | Trigger::Url { .. } => "-",
        Trigger::Queue { .. } => "as the queue says",
        Trigger::Call | Trigger::Schedule { .. } | Trigger::Bucket { .. } | Trigger::Event { .. } => "2",
        Trigger::Table { .. } | Trigger::Stream { .. } => "3",
        Trigger::Topic { .. } => "4",
    }
}

/// The processor, as it is written.
pub fn arch(arch: Arch) -> &'static str {
    match arch {
        Arch::Arm64 => "arm64",
        Arch::X86_64 => "x86_64",
    }
}

/// Where a component runs, as it is written.
pub fn place(place: Place) -> &'static str {
    match place {
        Place::Serverless => "serverless",
        Place::Container => "container",
        Place::Auto => "auto",
    }
}

fn trigger(knobs: &mut Knobs, trigger: &Trigger, at: Span) {
    let number = |it: &u32| it.to_string();
    let oldest = |from: From| match from {
        From::Latest => None,
        From::Oldest => Some("oldest".to_owned()),
    };
    match trigger {
        Trigger::Http { auth: who, .. } => knobs.of("http.", http::KEYS).value("auth", who, auth),
        Trigger::Url { auth: who, streaming } => {
            knobs.of("url.", url::KEYS).value("auth", who, auth);
            knobs.at("streaming", streaming.then(|| "on".to_owned()), at);
        }
        Trigger::Queue { batch, window, concurrency, .. } => {
            knobs.of("queue.", queue::KEYS).value("batch", batch, number);
            knobs.written("window", window.as_ref(), ToString::to_string);
            knobs.written("concurrency", concurrency.as_ref(), number);
        }
        Trigger::Schedule { timezone, .. } => {
            knobs.of("schedule.", schedule::KEYS).at("timezone", timezone.clone(), at);
        }
        Trigger::Table { batch, from, .. } => {
            knobs.of("table.", table::KEYS).value("batch", batch, number);
            knobs.at("from", oldest(*from), at);
        }
        Trigger::Bucket { prefix, suffix, .. } => {
            knobs.of("bucket.", bucket::KEYS).written("prefix", prefix.as_ref(), Clone::clone);
            knobs.written("suffix", suffix.as_ref(), Clone::clone);
        }
        Trigger::Stream { batch, parallel, from, .. } => {
            knobs.of("stream.", stream::KEYS).value("batch", batch, number);
            knobs.at("parallel", (*parallel > 1).then(|| parallel.to_string()), at);
            knobs.at("from", oldest(*from), at);
        }
        Trigger::Topic { .. } | Trigger::Event { .. } | Trigger::Call => {}
    }
}

/// The knobs of a service.
pub fn of_service(it: &Service) -> Vec<Knob> {
    let mut knobs = Knobs::new();
    match &it.http {
        Some(http) => {
            knobs.of("http.", service::HTTP_KEYS).written("port", http.port.as_ref(), ToString::to_string);
            knobs.written("host", http.host.as_ref(), Clone::clone);
            knobs.written("path", http.path.as_ref(), Clone::clone);
        }
        None => knobs.of("", service::KEYS).at("worker", Some("on".to_owned()), it.identity.at),
    }
    knobs.of("", service::KEYS);
    knobs.value("cpu", &it.cpu, |it| format!("{it}m"));
    knobs.value("memory", &it.memory, |it| format!("{it} MB"));
    knobs.scale(&it.scale, true);
    knobs.of("", service::KEYS);
    knobs.value("grace", &it.grace, ToString::to_string);
    knobs.at("health", it.health.clone(), it.identity.at);
    knobs.env(&it.env);
    knobs.written("group", it.group.as_ref(), Clone::clone);
    knobs.identity(&it.identity, Some(&it.allow));
    knobs.list
}

/// The knobs of a resource.
pub fn of_resource(it: &Resource) -> Vec<Knob> {
    let (mut knobs, at) = (Knobs::new(), it.identity.at);
    let on = |flag: bool| flag.then(|| "on".to_owned());
    let keys = watershed_grammar::resource::KINDS.iter().find(|kind| kind.name == it.kind()).map(|kind| kind.keys);
    knobs.of("", keys.unwrap_or_default());
    match &it.shape {
        Shape::Queue(queue) => {
            knobs.at("fifo", on(queue.fifo), at);
            knobs.written("retries", queue.retries.as_ref(), ToString::to_string);
            knobs.written("retention", queue.retention.as_ref(), ToString::to_string);
            knobs.written("delay", queue.delay.as_ref(), ToString::to_string);
        }
        Shape::Topic(topic) => knobs.at("fifo", on(topic.fifo), at),
        Shape::Table(table) => {
            knobs.written("key", Some(&table.key.name), Clone::clone);
            knobs.written("sort", table.sort.as_ref().map(|sort| &sort.name), Clone::clone);
            for index in &table.indexes {
                knobs.written("index", Some(&index.name), Clone::clone);
            }
            knobs.written("ttl", table.ttl.as_ref().map(|ttl| &ttl.name), Clone::clone);
            knobs.at("stream", on(table.stream), at);
        }
        Shape::Bucket(bucket) => {
            knobs.written("versioned", bucket.versioned.as_ref(), ToString::to_string);
            knobs.written("expire", bucket.expire.as_ref(), ToString::to_string);
        }
        Shape::Stream(stream) => {
            knobs.written("shards", stream.shards.as_ref(), ToString::to_string);
            knobs.written("retention", stream.retention.as_ref(), ToString::to_string);
        }
        Shape::Secret(_) | Shape::Bus(_) => {}
    }
    knobs.maybe("external", it.external.as_ref());
    knobs.identity(&it.identity, None);
    knobs.list
}

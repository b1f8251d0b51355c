//! Functions, services and resources of one environment, with everything resolved.

use std::collections::BTreeMap;

use watershed_grammar::accept::Accept;
use watershed_grammar::allow::Allow;
use watershed_grammar::function::{Arch, Expect, Place};
use watershed_grammar::resource::Shape;
use watershed_grammar::scale::Target;
use watershed_grammar::service::Http as ServiceHttp;
use watershed_grammar::tags::Tag;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::trigger::{From, bucket::Happening, table::Change};
use watershed_grammar::value::Duration;
use watershed_grammar::value::schedule::Schedule;
use watershed_grammar::{Span, Spanned};

use super::grant::{Grant, Output};
use super::message::Message;
use super::value::Value;
use super::variable::Variable;

/// A resource, by its place in [`super::Model::resources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub usize);

/// A function, by its place in [`super::Model::functions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FunctionId(pub usize);

/// A service, by its place in [`super::Model::services`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServiceId(pub usize);

/// Who a component is.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its id, in kebab case.
    pub id: String,
    /// Its id before.
    pub renamed_from: Option<Spanned<String>>,
    /// Its name in the source.
    pub name: Span,
    /// Where its id comes from: what is written as `id`, or its name.
    pub id_at: Span,
    /// Whether all of its attribute could be read; nothing is concluded from the defaults of one that could not.
    pub is_whole: bool,
    /// Whether it is of another package than the binary, which other binaries may have too.
    pub is_shared: bool,
    /// Its attribute's path.
    pub at: Span,
    /// Its path in the source, such as `orders::place_order`.
    pub path: String,
    /// What its documentation says first.
    pub summary: String,
    /// From its attribute to the end of its header: what a finding about it points into.
    pub range: Span,
    /// Findings that are wanted.
    pub accept: Vec<Accept>,
    /// Its own tags, by their keys.
    pub tags: BTreeMap<String, Tag>,
}

impl Identity {
    /// Its own tags.
    pub fn tags(&self) -> BTreeMap<String, String> {
        self.tags.iter().map(|(key, value)| (key.clone(), value.text.clone())).collect()
    }
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Who it is.
    pub identity: Identity,
    /// What starts it.
    pub trigger: Trigger,
    /// Where the trigger is written.
    pub trigger_at: Span,
    /// MB.
    pub memory: Value<u32>,
    /// How long one invocation may take.
    pub timeout: Value<Duration>,
    /// MB of `/tmp`.
    pub disk: Value<u32>,
    /// The processor.
    pub arch: Value<Arch>,
    /// How many at once.
    pub scale: Scale,
    /// What it is expected to do.
    pub expect: Option<Expect>,
    /// How often a failed invocation is tried again.
    pub retries: Option<Value<u32>>,
    /// Environment variables.
    pub env: BTreeMap<String, Variable>,
    /// Whether it runs inside the VPC, and where that is written.
    pub vpc: Option<Span>,
    /// Where it runs.
    pub place: Value<Place>,
    /// The deployment it shares in containers.
    pub group: Option<Spanned<String>>,
    /// What its handles allow.
    pub grants: Vec<Grant>,
    /// The input that is JSON in the body of a request.
    pub json: Option<Span>,
    /// What it returns.
    pub output: Output,
    /// What it needs beyond its handles.
    pub allow: Vec<Allow>,
    /// Whether its body calls a function without waiting for the answer.
    pub calls_later: bool,
    /// Whether no mistake may hide another timeout.
    pub knows_timeout: bool,
    /// Whether no mistake may hide which happenings start it.
    pub knows_start: bool,
}

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Who it is.
    pub identity: Identity,
    /// Its HTTP side; `None` for a worker.
    pub http: Option<ServiceHttp>,
    /// Thousandths of a core.
    pub cpu: Value<u32>,
    /// MB.
    pub memory: Value<u32>,
    /// How many replicas.
    pub scale: Scale,
    /// How long it may take to stop.
    pub grace: Value<Duration>,
    /// The path that says it is ready.
    pub health: Option<String>,
    /// Environment variables.
    pub env: BTreeMap<String, Variable>,
    /// The deployment it shares.
    pub group: Option<Spanned<String>>,
    /// What its handles allow.
    pub grants: Vec<Grant>,
    /// What it needs beyond its handles.
    pub allow: Vec<Allow>,
}

/// How many at once.
#[derive(Clone, Debug, Default)]
pub struct Scale {
    /// Reserved concurrency, or the most replicas.
    pub max: Option<Value<u32>>,
    /// The fewest replicas.
    pub min: Option<Value<u32>>,
    /// Provisioned concurrency, or the fewest replicas.
    pub warm: Option<Value<u32>>,
    /// What the scaling of a container aims at.
    pub target: Option<Spanned<Target>>,
    /// How long a container waits before it scales down.
    pub scale_down_after: Option<Spanned<Duration>>,
}

/// A resource.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Who it is.
    pub identity: Identity,
    /// What it is.
    pub shape: Shape,
    /// What is in a topic's messages, where that can be read.
    pub message: Option<Message>,
    /// The name or ARN of one that exists already.
    pub external: Option<Value<String>>,
    /// Whether no mistake may hide that it exists already, or that what is in it expires.
    pub knows_ends: bool,
}

impl Resource {
    /// The word that names its kind.
    pub fn kind(&self) -> &'static str {
        self.shape.kind()
    }

    /// Seconds that its stream keeps a record: a table's always for a day, that of a `#[stream]` as long as it says, and a
    /// day where it says nothing (Amazon DynamoDB and Kinesis developer guides, 2026-11).
    pub fn keeps_records(&self) -> u64 {
        match &self.shape {
            Shape::Stream(stream) => stream.retention.as_ref().map_or(DAY, |it| it.value.seconds()),
            _ => DAY,
        }
    }
}

/// Seconds.
const DAY: u64 = 86_400;

/// What starts a function.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// A route of the application's HTTP API.
    Http {
        /// `GET`, …, or `ANY`.
        method: Spanned<String>,
        /// `/orders/{id}`
        path: Spanned<String>,
        /// Who may call it.
        auth: Value<Auth>,
    },
    /// A URL of the function's own.
    Url {
        /// Who may call it.
        auth: Value<Auth>,
        /// Whether the response is streamed.
        streaming: bool,
    },
    /// Messages of a queue.
    Queue {
        /// The queue.
        queue: ResourceId,
        /// The most messages at once.
        batch: Value<u32>,
        /// How long to wait for a full batch.
        window: Option<Spanned<Duration>>,
        /// The most of this function at once for this queue.
        concurrency: Option<Spanned<u32>>,
    },
    /// Messages of a topic.
    Topic {
        /// The topic.
        topic: ResourceId,
        /// Only messages whose fields have one of these values; the place is that of the field's name.
        filter: BTreeMap<String, Spanned<Vec<String>>>,
    },
    /// The clock.
    Schedule {
        /// When.
        when: Spanned<Schedule>,
        /// The zone of the clock.
        timezone: Option<String>,
    },
    /// Changes of a table.
    Table {
        /// The table.
        table: ResourceId,
        /// Which changes; empty for all.
        on: Vec<Change>,
        /// The most changes at once.
        batch: Value<u32>,
        /// Where to begin.
        from: From,
    },
    /// Objects of a bucket.
    Bucket {
        /// The bucket.
        bucket: ResourceId,
        /// What happened to an object.
        on: Vec<Happening>,
        /// Only keys that begin so.
        prefix: Option<Spanned<String>>,
        /// Only keys that end so.
        suffix: Option<Spanned<String>>,
    },
    /// Events of a bus.
    Event {
        /// The bus; `None` is the account's default bus.
        bus: Option<ResourceId>,
        /// Only events of these sources.
        source: Vec<Spanned<String>>,
        /// Only events of these types.
        detail_type: Vec<Spanned<String>>,
    },
    /// Records of a stream.
    Stream {
        /// The stream.
        stream: ResourceId,
        /// The most records at once.
        batch: Value<u32>,
        /// How many batches of one shard at once.
        parallel: u32,
        /// Where to begin.
        from: From,
    },
    /// A call by another function.
    Call,
}

impl Trigger {
    /// The word that names the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Http { .. } => "http",
            Self::Url { .. } => "url",
            Self::Queue { .. } => "queue",
            Self::Topic { .. } => "topic",
            Self::Schedule { .. } => "schedule",
            Self::Table { .. } => "table",
            Self::Bucket { .. } => "bucket",
            Self::Event { .. } => "event",
            Self::Stream { .. } => "stream",
            Self::Call => "call",
        }
    }

    /// The resource it listens to.
    pub fn subject(&self) -> Option<ResourceId> {
        match self {
            Self::Queue { queue: id, .. }
            | Self::Topic { topic: id, .. }
            | Self::Table { table: id, .. }
            | Self::Bucket { bucket: id, .. }
            | Self::Stream { stream: id, .. } => Some(*id),
            Self::Event { bus, .. } => *bus,
            Self::Http { .. } | Self::Url { .. } | Self::Schedule { .. } | Self::Call => None,
        }
    }

    /// Whether it is a request that somebody waits for.
    pub fn is_request(&self) -> bool {
        matches!(self, Self::Http { .. } | Self::Url { .. } | Self::Call)
    }
}

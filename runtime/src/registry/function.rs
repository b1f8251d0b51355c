//! A function, as its attribute says and as an adapter runs it.

use std::time::Duration;

use crate::backend::Later;
use crate::input::bucket::Happening;
use crate::invoke::{Invocation, Outcome};

/// Runs a function once.
pub type Invoke = fn(Invocation) -> Later<'static, Outcome>;

/// An event-driven task.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// What starts it.
    pub trigger: Trigger,
    /// How long one invocation may take, where the environment says nothing else.
    pub timeout: Duration,
    /// How often a failed invocation is tried again, where it is written.
    pub retries: Option<u32>,
    /// The most at once, where it is written.
    pub max: Option<u32>,
    /// Whether it runs in a container.
    pub in_container: bool,
    /// The deployment it shares in containers.
    pub group: Option<&'static str>,
    /// Runs it once.
    pub invoke: Invoke,
}

impl Function {
    /// The deployment that serves it in containers.
    pub fn deployment(&self, id: &'static str) -> Option<&'static str> {
        self.in_container.then(|| self.group.unwrap_or(id))
    }
}

/// What starts a function. Resources are named by their ids.
#[derive(Clone, Copy, Debug)]
pub enum Trigger {
    /// A route of the application's HTTP API.
    Http {
        /// `GET`, …, or `ANY`.
        method: &'static str,
        /// With `{name}` and a last `{rest+}`.
        path: &'static str,
        /// Who may call it; nothing where the application's default holds.
        auth: Option<Auth>,
    },
    /// A URL of the function's own.
    Url {
        /// Who may call it; nothing where the application's default holds.
        auth: Option<Auth>,
        /// Whether the response is streamed.
        streaming: bool,
    },
    /// Messages of a queue.
    Queue {
        /// The queue.
        queue: &'static str,
        /// The most messages at once.
        batch: u32,
        /// How long to wait for a full batch.
        window: Duration,
        /// The most of this function at once for this queue.
        concurrency: Option<u32>,
    },
    /// Messages of a topic, through a queue of the function's own.
    Topic {
        /// The topic.
        topic: &'static str,
        /// Only messages whose top-level fields have one of these values.
        filter: &'static [(&'static str, &'static [&'static str])],
    },
    /// The clock.
    Schedule {
        /// `rate(…)` or AWS's six-field `cron(…)`.
        when: &'static str,
        /// Its name in the IANA database.
        timezone: Option<&'static str>,
    },
    /// Changes of a table.
    Table {
        /// The table.
        table: &'static str,
        /// Which; all where it is empty.
        on: &'static [Change],
        /// The most changes at once.
        batch: u32,
        /// Whether it begins with what is there already.
        from_oldest: bool,
    },
    /// Objects of a bucket.
    Bucket {
        /// The bucket.
        bucket: &'static str,
        /// What happened.
        on: &'static [Happening],
        /// Only keys that begin so.
        prefix: &'static str,
        /// Only keys that end so.
        suffix: &'static str,
    },
    /// Events of a bus.
    Event {
        /// The bus; `default` is the account's own.
        bus: &'static str,
        /// Only these; all where it is empty.
        source: &'static [&'static str],
        /// Only these; all where it is empty.
        detail_type: &'static [&'static str],
    },
    /// Records of a stream.
    Stream {
        /// The stream.
        stream: &'static str,
        /// The most records at once.
        batch: u32,
        /// How many batches of one shard at once.
        parallel: u32,
        /// Whether it begins with what is there already.
        from_oldest: bool,
    },
    /// A call by another function.
    Call,
}

impl Trigger {
    /// Its kind, as it is written.
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
}

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Everybody.
    None,
    /// Whoever signs with AWS credentials that are allowed to.
    Iam,
    /// Whoever has a token.
    Jwt {
        /// Who issues the tokens.
        issuer: &'static str,
        /// For whom they are.
        audience: &'static [&'static str],
    },
}

/// A kind of change of a table's item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is a new item.
    Insert,
    /// An item has other contents.
    Modify,
    /// An item is gone.
    Remove,
}

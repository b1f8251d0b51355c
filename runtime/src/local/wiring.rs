//! Who hears of what: functions with their triggers, and the resources between them.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::application::{ById, Options};
use super::bucket::{Bucket, Watcher};
use super::bus::{Bus, Listener};
use super::clock::Clock;
use super::inbox::{Inbox, Rules};
use super::meter::Meter;
use super::objects::Objects;
use super::presigned::Presigned;
use super::queue::Queue;
use super::secret::{self, Secret};
use super::stream::Stream;
use super::table::Table;
use super::topic::Topic;
use crate::registry::{self, Change, Function, Resource, Trigger};
use crate::resource::{DefaultBus, Resource as _};

/// A queue is read for six times as long as its function may take, as the generated infrastructure has it.
const VISIBILITY: u32 = 6;
/// The visibility of a queue that no function reads.
const UNREAD: Duration = Duration::from_secs(30);
/// Retries of calls, schedules, buckets and events, where nothing is written.
pub const RETRIES: u32 = 2;
/// Retries of tables and streams, where nothing is written.
pub const STREAM_RETRIES: u32 = 3;
/// Retries of topics, where nothing is written.
pub const TOPIC_RETRIES: u32 = 4;

/// What is being connected.
pub struct Wiring<'a> {
    options: &'a Options,
    /// The time by which messages become visible.
    pub clock: Arc<Clock>,
    /// How much there is to do.
    pub meter: Arc<Meter>,
    followers: ById<Vec<(Arc<Inbox>, &'static [Change])>>,
    watchers: ById<Vec<Watcher>>,
    /// What functions read.
    pub read: ById<Arc<Inbox>>,
    /// The queues.
    pub queues: ById<Arc<Queue>>,
    /// The topics.
    pub topics: ById<Topic>,
    /// The tables.
    pub tables: ById<Arc<Table>>,
    /// The buckets.
    pub buckets: ById<Arc<Bucket>>,
    /// The secrets.
    pub secrets: ById<Arc<Secret>>,
    /// The buses.
    pub buses: ById<Bus>,
    /// The streams.
    pub streams: ById<Stream>,
    /// The functions that others call, and where calls wait.
    pub calls: ById<(&'static Function, Arc<Inbox>)>,
}

impl<'a> Wiring<'a> {
    /// Every queue, with nobody connected to it.
    pub fn new(options: &'a Options) -> Self {
        let mut wiring = Self {
            options,
            clock: Arc::default(),
            meter: Arc::default(),
            followers: ById::new(),
            watchers: ById::new(),
            read: ById::new(),
            queues: ById::new(),
            topics: ById::new(),
            tables: ById::new(),
            buckets: ById::new(),
            secrets: ById::new(),
            buses: ById::new(),
            streams: ById::new(),
            calls: ById::new(),
        };
        wiring.buses.insert(DefaultBus::ID, Bus::default());
        for (id, resource) in registry::resources() {
            wiring.first(id, resource);
        }
        wiring
    }

    /// What can be there before the functions are known.
    fn first(&mut self, id: &'static str, resource: Resource) {
        match resource {
            Resource::Queue { fifo, retries, delay, .. } => {
                let visibility = registry::functions()
                    .filter(|(_, function)| reads(function, id))
                    .map(|(_, it)| visibility(it))
                    .max();
                let inbox = self.inbox(id, fifo, retries, visibility.unwrap_or(UNREAD), visibility.is_some());
                self.queues.insert(id, Arc::new(Queue { inbox, delay }));
            }
            Resource::Topic { .. } => drop(self.topics.insert(id, Topic::default())),
            Resource::Stream => drop(self.streams.insert(id, Stream::default())),
            Resource::Bus => drop(self.buses.insert(id, Bus::default())),
            Resource::Secret => drop(self.secrets.insert(id, Arc::new(Secret::new(id, secret::find(id))))),
            Resource::Table { .. } | Resource::Bucket => {}
        }
    }

    fn inbox(&self, id: &'static str, ordered: bool, receives: u32, visibility: Duration, is_read: bool) -> Arc<Inbox> {
        let retry_after = self.options.retry_after.unwrap_or(visibility);
        Inbox::new(id, Rules { ordered, receives, visibility, retry_after, is_read }, &self.clock, &self.meter)
    }

    /// A queue of a function's own.
    fn own(&mut self, id: &'static str, function: &Function, ordered: bool, retries: u32) -> Arc<Inbox> {
        let receives = function.retries.unwrap_or(retries).saturating_add(1);
        let inbox = self.inbox(id, ordered, receives, visibility(function), true);
        self.read.insert(id, Arc::clone(&inbox));
        inbox
    }

    /// Connects a function with what starts it. What names a resource that is not linked is heard of nowhere.
    pub fn connect(&mut self, id: &'static str, function: &'static Function) {
        match function.trigger {
            Trigger::Http { .. } | Trigger::Url { .. } => {}
            Trigger::Queue { queue, .. } => {
                let inbox = self.queues.get(queue).map(|queue| Arc::clone(&queue.inbox));
                self.read.extend(inbox.map(|inbox| (id, inbox)));
            }
            Trigger::Topic { topic, filter } => {
                let fifo = registry::resources()
                    .any(|(it, kind)| it == topic && matches!(kind, Resource::Topic { fifo: true }));
                let inbox = self.own(id, function, fifo, TOPIC_RETRIES);
                self.topics.entry(topic).or_default().listeners.push((inbox, filter));
            }
            Trigger::Schedule { .. } => drop(self.own(id, function, false, RETRIES)),
            Trigger::Table { table, on, .. } => {
                let inbox = self.own(id, function, true, STREAM_RETRIES);
                self.followers.entry(table).or_default().push((inbox, on));
            }
            Trigger::Bucket { bucket, on, prefix, suffix } => {
                let inbox = self.own(id, function, false, RETRIES);
                self.watchers.entry(bucket).or_default().push(Watcher { inbox, on, prefix, suffix });
            }
            Trigger::Event { bus, source, detail_type } => {
                let inbox = self.own(id, function, false, RETRIES);
                self.buses.entry(bus).or_default().listeners.push(Listener { inbox, source, detail_type });
            }
            Trigger::Stream { stream, .. } => {
                let inbox = self.own(id, function, true, STREAM_RETRIES);
                self.streams.entry(stream).or_default().readers.push(inbox);
            }
            Trigger::Call => {
                let inbox = self.own(id, function, false, RETRIES);
                self.calls.insert(id, (function, inbox));
            }
        }
    }

    /// Makes what tells others of its changes.
    pub fn make(&mut self, presigned: &Arc<Presigned>, address: &Arc<OnceLock<String>>) {
        for (id, resource) in registry::resources() {
            match resource {
                Resource::Table { fields, indexes, ttl, .. } => {
                    let followers = self.followers.remove(id).unwrap_or_default();
                    self.tables.insert(id, Arc::new(Table::new(id, fields, indexes, ttl, followers)));
                }
                Resource::Bucket => {
                    let folder = self.options.data.as_ref().map(|data| data.join("buckets").join(id));
                    let watchers = self.watchers.remove(id).unwrap_or_default();
                    let bucket = Bucket::new(id, Objects::new(folder), watchers, presigned, address);
                    self.buckets.insert(id, Arc::new(bucket));
                }
                Resource::Queue { .. }
                | Resource::Topic { .. }
                | Resource::Secret
                | Resource::Stream
                | Resource::Bus => {}
            }
        }
    }
}

fn reads(function: &Function, id: &str) -> bool {
    matches!(function.trigger, Trigger::Queue { queue, .. } if queue == id)
}

/// How long a message is hidden while a function handles it.
fn visibility(function: &Function) -> Duration {
    let window = match function.trigger {
        Trigger::Queue { window, .. } => window,
        _ => Duration::ZERO,
    };
    function.timeout.saturating_mul(VISIBILITY).saturating_add(window)
}

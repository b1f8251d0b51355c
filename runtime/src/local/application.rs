//! The whole application in one process.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, Weak};
use std::time::{Duration, SystemTime};

use super::bucket::Bucket;
use super::bus::Bus;
use super::call::Call;
use super::ids;
use super::inbox::Inbox;
use super::journal::Journal;
use super::meter::Meter;
use super::presigned::Presigned;
use super::queue::Queue;
use super::secret::Secret;
use super::stream::Stream;
use super::table::Table;
use super::topic::Topic;
use super::wiring::Wiring;
use crate::Result;
use crate::invoke::{About, Backends, Incoming, Invocation, Outcome, Trace, attempt, current};
use crate::memory::Shared;
use crate::registry::{self, Function, Service};
use crate::server::Site;

/// By id.
pub type ById<T> = BTreeMap<&'static str, T>;

/// How an application is run.
#[derive(Clone, Default)]
pub struct Options {
    /// How long a message that failed is hidden; without it, as long as in the cloud.
    pub retry_after: Option<Duration>,
    /// Where tables and buckets are; without it, in memory.
    pub data: Option<PathBuf>,
    /// Where the resources are, if not here; calls stay here.
    pub elsewhere: Option<Arc<dyn Backends>>,
}

/// The whole application.
pub struct Application {
    /// Every function.
    pub functions: ById<&'static Function>,
    /// Every service.
    pub services: ById<&'static Service>,
    /// What each function that is not asked over HTTP reads.
    pub read: ById<Arc<Inbox>>,
    /// The queues.
    pub queues: ById<Arc<Queue>>,
    /// The topics.
    pub topics: ById<Arc<Topic>>,
    /// The tables.
    pub tables: ById<Arc<Table>>,
    /// The buckets.
    pub buckets: ById<Arc<Bucket>>,
    /// The secrets.
    pub secrets: ById<Arc<Secret>>,
    /// The buses.
    pub buses: ById<Arc<Bus>>,
    /// The streams.
    pub streams: ById<Arc<Stream>>,
    /// The functions that others call.
    pub calls: ById<Arc<Call>>,
    /// The last invocations.
    pub journal: Journal,
    /// How much there is to do.
    pub meter: Arc<Meter>,
    /// The time by which messages become visible.
    #[cfg(feature = "testing")]
    pub clock: Arc<super::clock::Clock>,
    /// The URLs that were signed.
    pub presigned: Arc<Presigned>,
    /// Where it listens, such as `http://127.0.0.1:3000`.
    pub address: Arc<OnceLock<String>>,
    /// The paths below which services answer HTTP requests, and with what.
    pub sites: Shared<ById<(&'static str, Site)>>,
    /// Where the resources are, if not here.
    pub elsewhere: Option<Arc<dyn Backends>>,
    /// Itself, for the handles of its functions.
    me: Weak<Application>,
}

impl Application {
    /// The application of this program, with nothing in it.
    pub fn new(options: &Options) -> Arc<Self> {
        let (presigned, address) = (Arc::default(), Arc::default());
        let mut wiring = Wiring::new(options);
        for (id, function) in registry::functions() {
            wiring.connect(id, function);
        }
        wiring.make(&presigned, &address);
        Arc::new_cyclic(|me| {
            let call =
                |(id, (function, inbox))| (id, Arc::new(Call { id, function, inbox, application: Weak::clone(me) }));
            Self {
                functions: registry::functions().collect(),
                services: registry::services().collect(),
                read: wiring.read,
                queues: wiring.queues,
                topics: wiring.topics.into_iter().map(|(id, topic)| (id, Arc::new(topic))).collect(),
                tables: wiring.tables,
                buckets: wiring.buckets,
                secrets: wiring.secrets,
                buses: wiring.buses.into_iter().map(|(id, bus)| (id, Arc::new(bus))).collect(),
                streams: wiring.streams.into_iter().map(|(id, stream)| (id, Arc::new(stream))).collect(),
                calls: wiring.calls.into_iter().map(call).collect(),
                journal: Journal::default(),
                meter: wiring.meter,
                #[cfg(feature = "testing")]
                clock: wiring.clock,
                presigned,
                address,
                sites: Shared::default(),
                elsewhere: options.elsewhere.clone(),
                me: Weak::clone(me),
            }
        })
    }

    /// Runs a function once.
    ///
    /// # Errors
    /// What the function returned, that it panicked, or that its time was over.
    pub async fn invoke(
        &self,
        id: &'static str,
        function: &'static Function,
        incoming: Incoming,
        trace: Trace,
    ) -> Result<Outcome> {
        let about = Self::about(id, function, trace);
        self.invoke_as(about, function, incoming).await
    }

    /// What is known about an invocation that begins now.
    pub fn about(id: &'static str, function: &'static Function, trace: Trace) -> About {
        let around = current().map(|about| about.trace).unwrap_or_default();
        let trace = trace.or(around).or(ids::trace());
        let deadline = SystemTime::now().checked_add(function.timeout);
        About { function: id, request_id: ids::unique(), trace, deadline }
    }

    /// Runs a function once, as an invocation with an id that somebody knows already.
    ///
    /// # Errors
    /// As [`Self::invoke`].
    pub async fn invoke_as(&self, about: About, function: &'static Function, incoming: Incoming) -> Result<Outcome> {
        let running = self.meter.run();
        let began = self.journal.begin(&about);
        let invocation = Invocation { incoming, about: about.clone(), backends: self.backends()? };
        let outcome = attempt(function, invocation).await;
        self.journal.end(&about, began, outcome.as_ref());
        drop(running);
        outcome
    }

    /// This application, for whoever outlives a borrow.
    pub fn shared(&self) -> Option<Arc<Self>> {
        self.me.upgrade()
    }
}

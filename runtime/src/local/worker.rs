//! What goes on by itself: queues are read, schedules fire, services run, items expire, data is saved.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tracing::Instrument as _;

use super::application::Application;
use super::body::Body;
use super::folder::Folder;
use super::ids;
use super::inbox::Inbox;
use super::line::Handed;
use super::queue::posted;
use super::schedule::{Schedule, until};
use crate::invoke::{About, Incoming, Invocation, Serving, caught};
use crate::registry::{Function, Service, Trigger};
use crate::stopping;

/// The most messages that one function handles at once, where it says nothing lower.
const AT_ONCE: usize = 10;
/// The longest time that a worker which fails waits before it is started again.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// How often items are looked at that may be over.
const EXPIRY: Duration = Duration::from_secs(5);
/// How often what has changed is written to the folder.
const SAVING: Duration = Duration::from_millis(500);

/// Starts to read every queue that a function reads. Whoever drops the set ends that.
pub fn readers(application: &Arc<Application>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    for (id, inbox) in &application.read {
        if let Some(function) = application.functions.get(id) {
            tasks.spawn(read(Arc::clone(application), id, function, Arc::clone(inbox)));
        }
    }
    tasks
}

async fn read(application: Arc<Application>, id: &'static str, function: &'static Function, inbox: Arc<Inbox>) {
    let places = Arc::new(Semaphore::new(at_once(function)));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let handed = inbox.next().await;
        let (application, inbox) = (Arc::clone(&application), Arc::clone(&inbox));
        // A task of its own: who stops reading still finishes what it has.
        tokio::spawn(async move {
            handle(&application, id, function, &inbox, handed).await;
            drop(place);
        });
    }
}

fn at_once(function: &Function) -> usize {
    let concurrency = match function.trigger {
        Trigger::Queue { concurrency, .. } => concurrency,
        _ => None,
    };
    let written = [function.max, concurrency].into_iter().flatten().filter_map(|it| usize::try_from(it).ok());
    written.chain([AT_ONCE]).min().unwrap_or(AT_ONCE).max(1)
}

/// Each message on its own: one that fails puts no other back.
async fn handle(
    application: &Application,
    id: &'static str,
    function: &'static Function,
    inbox: &Inbox,
    handed: Handed,
) {
    let (incoming, trace) = (handed.posted.body.incoming(), handed.posted.trace.clone());
    match application.invoke(id, function, incoming, trace).await {
        Ok(_) => inbox.done(&handed),
        Err(error) => inbox.failed(&handed, &error.to_string()),
    }
}

/// Starts the clock of every schedule.
pub fn schedules(application: &Arc<Application>, tasks: &mut JoinSet<()>) {
    for (id, function) in &application.functions {
        let Trigger::Schedule { when, timezone } = function.trigger else { continue };
        let Some(inbox) = application.read.get(id) else { continue };
        match Schedule::read(when, timezone) {
            Ok(schedule) => drop(tasks.spawn(fire(schedule, Arc::clone(inbox)))),
            Err(error) => tracing::error!(function = id, "this schedule never fires: {error}"),
        }
    }
}

async fn fire(schedule: Schedule, inbox: Arc<Inbox>) {
    let mut last = SystemTime::now();
    while let Some(next) = schedule.next(last) {
        // In short steps: the clock of a laptop stands still while it sleeps, and people set it.
        while let Some(left) = until(SystemTime::now(), next).filter(|left| !left.is_zero()) {
            tokio::time::sleep(left.min(LONGEST_PAUSE)).await;
        }
        inbox.put([(posted(Body::Tick(next), None), Duration::ZERO)]);
        last = next;
    }
}

/// Starts every service; those that answer nobody go on beside the others.
pub fn services(application: &Arc<Application>, tasks: &mut JoinSet<()>, workers: &mut JoinSet<()>) {
    for (id, service) in &application.services {
        let set = if service.http.is_some() { &mut *tasks } else { &mut *workers };
        set.spawn(serve(Arc::clone(application), id, service));
    }
}

/// Runs a service; one that fails is started again, as a cluster does.
async fn serve(application: Arc<Application>, id: &'static str, service: &'static Service) {
    let mut pause = Duration::from_secs(1);
    loop {
        let about = About { function: id, request_id: ids::unique(), ..About::default() };
        let began = application.journal.begin(&about);
        let span = tracing::info_span!("invocation", function = id, request_id = about.request_id);
        let Ok(backends) = application.backends() else { return };
        let invocation = Invocation { incoming: Incoming::Start, about: about.clone(), backends };
        match caught(|| (service.start)(invocation)).instrument(span).await {
            Ok(Serving::Site(site)) => {
                let path = service.http.map_or("/", |http| http.path);
                application.sites.lock().insert(id, (path, site.below(id, service)));
                return;
            }
            Ok(Serving::Ended) => {
                application.journal.end(&about, began, Ok(&crate::invoke::Outcome::Done));
                if !stopping::is_told() {
                    tracing::warn!(service = id, "the worker has ended; a cluster would start it again");
                }
                return;
            }
            Err(error) if stopping::is_told() => {
                application.journal.end(&about, began, Err(&error));
                tracing::error!(service = id, ?error, "the service failed while it stopped");
                return;
            }
            Err(error) => {
                tracing::error!(
                    service = id,
                    ?error,
                    "the service failed and is started again in {} s",
                    pause.as_secs()
                );
                application.journal.end(&about, began, Err(&error));
                tokio::time::sleep(pause).await;
                pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
            }
        }
    }
}

/// Starts what looks after the tables.
pub fn upkeep(application: &Arc<Application>, folder: Option<&Folder>, tasks: &mut JoinSet<()>) {
    let expiring = Arc::clone(application);
    tasks.spawn(async move {
        loop {
            expiring.tables.values().for_each(|table| table.expire());
            tokio::time::sleep(EXPIRY).await;
        }
    });
    if let Some(folder) = folder.cloned() {
        let saved = Arc::clone(application);
        tasks.spawn(async move {
            loop {
                tokio::time::sleep(SAVING).await;
                folder.save(&saved);
            }
        });
    }
}

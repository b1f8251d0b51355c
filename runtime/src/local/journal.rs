//! The last invocations: what started them, how long they took, how they ended, and what they logged.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant, SystemTime};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use crate::Error;
use crate::invoke::{About, Outcome};
use crate::memory::Shared;

/// How many invocations are kept.
const KEPT: usize = 200;
/// How many lines of the log of one invocation are kept.
const LINES: usize = 200;
/// The span that [`attempt`](crate::invoke::attempt) opens.
const SPAN: &str = "invocation";

/// An invocation.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The function or service.
    pub function: &'static str,
    /// The id of the invocation.
    pub request_id: String,
    /// The id of the trace it belongs to.
    pub trace: Option<String>,
    /// When it began.
    pub began: SystemTime,
    /// How long it took; nothing while it goes on.
    pub took: Option<Duration>,
    /// What went wrong.
    pub error: Option<String>,
}

/// The last invocations of one application.
#[derive(Debug, Default)]
pub struct Journal {
    entries: Shared<VecDeque<Entry>>,
}

impl Journal {
    /// An invocation begins; when it ends is told with what this gives.
    pub fn begin(&self, about: &About) -> Instant {
        keep_lines(&about.request_id);
        let entry = Entry {
            function: about.function,
            request_id: about.request_id.clone(),
            trace: about.trace.id().map(str::to_owned),
            began: SystemTime::now(),
            took: None,
            error: None,
        };
        let mut entries = self.entries.lock();
        entries.push_front(entry);
        if entries.len() > KEPT
            && let Some(oldest) = entries.pop_back()
        {
            forget_lines(&oldest.request_id);
        }
        Instant::now()
    }

    /// An invocation ends.
    pub fn end(&self, about: &About, began: Instant, outcome: Result<&Outcome, &Error>) {
        let mut entries = self.entries.lock();
        if let Some(entry) = entries.iter_mut().find(|entry| entry.request_id == about.request_id) {
            entry.took = Some(began.elapsed());
            entry.error = outcome.err().map(|error| format!("{error:?}"));
        }
    }

    /// The last invocations, the latest first.
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.lock().iter().cloned().collect()
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        for entry in self.entries.lock().iter() {
            forget_lines(&entry.request_id);
        }
    }
}

/// Lines by the id of the invocation. There is one log in a process, whatever number of applications.
static KEPT_LINES: Mutex<VecDeque<(String, Vec<String>)>> = Mutex::new(VecDeque::new());

fn with_lines<T>(use_them: impl FnOnce(&mut VecDeque<(String, Vec<String>)>) -> T) -> T {
    use_them(&mut KEPT_LINES.lock().unwrap_or_else(PoisonError::into_inner))
}

fn keep_lines(request_id: &str) {
    with_lines(|all| all.push_back((request_id.to_owned(), Vec::new())));
}

fn forget_lines(request_id: &str) {
    with_lines(|all| all.retain(|(id, _)| id != request_id));
}

/// What an invocation has logged.
pub fn lines(request_id: &str) -> Vec<String> {
    with_lines(|all| all.iter().find(|(id, _)| id == request_id).map(|(_, lines)| lines.clone())).unwrap_or_default()
}

/// Keeps what invocations log.
pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>() -> impl Layer<S> {
    Keeper
}

struct Keeper;

struct RequestId(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Keeper {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if attributes.metadata().name() != SPAN {
            return;
        }
        let mut found = Found::default();
        attributes.record(&mut found);
        if let (Some(request_id), Some(span)) = (found.request_id, context.span(id)) {
            span.extensions_mut().insert(RequestId(request_id));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let is_noise = *event.metadata().level() > Level::INFO;
        let spans = context.event_scope(event).into_iter().flatten();
        let mut ids = spans.filter_map(|span| span.extensions().get::<RequestId>().map(|it| it.0.clone()));
        let Some(id) = ids.next().filter(|_| !is_noise) else { return };
        let mut found = Found::default();
        event.record(&mut found);
        let line = format!("{} {}{}", event.metadata().level(), found.message, found.fields);
        with_lines(|all| {
            if let Some((_, lines)) = all.iter_mut().find(|(kept, _)| *kept == id).filter(|(_, it)| it.len() < LINES) {
                lines.push(line);
            }
        });
    }
}

#[derive(Default)]
struct Found {
    request_id: Option<String>,
    message: String,
    fields: String,
}

impl Visit for Found {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "request_id" => self.request_id = Some(value.to_owned()),
            "message" => value.clone_into(&mut self.message),
            // Writing into a text cannot fail.
            name => drop(write!(self.fields, " {name}={value}")),
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }
}

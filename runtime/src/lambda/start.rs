//! What happens once, before the first invocation: as little as there is.

use std::collections::BTreeSet;
use std::env::var;

use tokio::runtime::{self, Runtime};

use crate::aws;
use crate::invoke::Backends;
use crate::registry::{self, Function, Item, What};

/// What AWS Lambda always says. Its own library would end the program without a word of what is wrong.
const ENVIRONMENT: &[&str] =
    &["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION"];

/// The memory in MB that comes with one whole processor.
const ONE_PROCESSOR: usize = 1769;

/// The function that the handler setting names.
pub struct Named {
    /// Its id.
    pub id: &'static str,
    /// The function.
    pub function: &'static Function,
    /// The kinds of what its handles reach.
    pub kinds: BTreeSet<&'static str>,
}

/// Finds the function that the handler setting names.
pub fn named() -> Result<Named, String> {
    let wanted = var("_HANDLER").unwrap_or_default();
    let found = registry::items().into_iter().find_map(|item| match item.what {
        What::Function(function) if item.id == wanted => Some((item, function)),
        _ => None,
    });
    let Some((item, function)) = found else {
        let ids: Vec<&str> = registry::functions().map(|(id, _)| id).collect();
        let there = if ids.is_empty() { "no function at all".to_owned() } else { format!("`{}`", ids.join("`, `")) };
        return Err(format!("the handler is `{wanted}`, and this program has {there}"));
    };
    let kinds = kinds(item);
    if aws::missing(kinds.iter().copied()).is_empty() {
        return Ok(Named { id: item.id, function, kinds });
    }
    // What else the program lacks is said with it, so that nobody comes back for it one by one.
    let all: BTreeSet<&str> = registry::items().into_iter().flat_map(self::kinds).collect();
    Err(aws::refusal(&aws::missing(all)).unwrap_or_default())
}

/// The kinds of what an item's handles reach.
fn kinds(item: &Item) -> BTreeSet<&'static str> {
    registry::grants(item).iter().map(|(kind, ..)| kind).collect()
}

/// Makes the clients that the function's handles will need. AWS Lambda gives a whole processor until the first event
/// is asked for, and afterwards what the memory pays for.
pub fn warm(backends: &dyn Backends, kinds: &BTreeSet<&'static str>) -> impl Future<Output = ()> {
    #[cfg(feature = "aws")]
    return aws::warm(backends, kinds.iter().copied());
    #[cfg(not(feature = "aws"))]
    {
        let _ = (backends, kinds);
        std::future::ready(())
    }
}

/// Whether this looks like AWS Lambda.
pub fn check_environment() -> Result<(), String> {
    let missing: Vec<&str> = ENVIRONMENT.iter().copied().filter(|name| var(name).is_err()).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("the environment does not say {}", missing.join(", "))) }
}

/// A thread for each processor. With one, events and functions share the first thread: a second one made nothing
/// faster, and each invocation took twice the processor time (35 µs and 75 µs, measured on 2 cores).
pub fn runtime() -> std::io::Result<Runtime> {
    let memory = var("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").ok().and_then(|memory| memory.parse().ok()).unwrap_or(0);
    match processors(memory) {
        1 => runtime::Builder::new_current_thread().enable_all().build(),
        several => runtime::Builder::new_multi_thread().worker_threads(several).enable_all().build(),
    }
}

/// The processors that come with so much memory in MB; a part of one counts as one.
fn processors(memory: usize) -> usize {
    memory.div_ceil(ONE_PROCESSOR).clamp(1, 6)
}

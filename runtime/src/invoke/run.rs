//! Runs a function: a panic fails this one invocation, and what it sends knows where it came from.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use super::{About, Invocation, Outcome};
use crate::registry::Function;
use crate::{Error, Result};

tokio::task_local! {
    static CURRENT: About;
}

/// The invocation that the caller runs in.
pub fn current() -> Option<About> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Does something as a part of an invocation.
#[cfg(all(test, any(feature = "sns", feature = "sqs")))]
pub(crate) async fn within<T>(about: About, something: impl Future<Output = T>) -> T {
    CURRENT.scope(about, something).await
}

/// Runs a function once.
///
/// # Errors
/// What the function returned, or that it panicked.
pub async fn run(function: &Function, invocation: Invocation) -> Result<Outcome> {
    let about = invocation.about.clone();
    CURRENT.scope(about, caught(|| (function.invoke)(invocation))).await
}

/// The answer of a future, or an error where it panics: while it is made, or while it runs.
pub(crate) async fn caught<T, F: Future<Output = Result<T>>>(make: impl FnOnce() -> F) -> Result<T> {
    let future = catch_unwind(AssertUnwindSafe(make)).map_err(|panic| panicked(&*panic))?;
    let mut future = pin!(future);
    // What the future has borrowed is dropped with it: nothing of it is used after a panic.
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll,
        Err(panic) => Poll::Ready(Err(panicked(&*panic))),
    })
    .await
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> Error {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Error::new(format!("the function panicked: {}", text.unwrap_or("no text")))
}

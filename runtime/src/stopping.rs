//! The signal to stop, for what goes on by itself.

use std::sync::LazyLock;

use tokio::sync::watch;

/// Whether this program has been told to stop.
static TOLD: LazyLock<watch::Sender<bool>> = LazyLock::new(|| watch::Sender::new(false));

/// Ends when the program is told to stop: by SIGTERM as Kubernetes sends it, or by Ctrl-C.
///
/// A `worker` goes on until it hears this, ends what it has begun, and returns. It has the grace period of its service
/// for that, and what is not done then is cut off. At the laptop it has ten seconds, where it listens at all.
///
/// ```no_run
/// # use std::time::Duration;
/// # use watershed::prelude::*;
/// # async fn refresh() -> Result<()> { Ok(()) }
/// #[service(worker)]
/// async fn keep_fresh() -> Result<()> {
///     loop {
///         tokio::select! {
///             () = watershed::stopping() => return Ok(()),
///             () = tokio::time::sleep(Duration::from_secs(60)) => refresh().await?,
///         }
///     }
/// }
/// # fn main() {}
/// ```
///
/// Other tasks of the program may wait for it too, any number of them. Once the program has been told, it ends at once.
/// In AWS Lambda, where nobody is told, and in an application that a test starts, it never ends.
pub fn stopping() -> impl Future<Output = ()> + Send + 'static {
    let mut told = TOLD.subscribe();
    async move {
        // The sender is never dropped.
        let _ = told.wait_for(|told| *told).await;
    }
}

/// Tells everybody who listens, and whoever will.
#[cfg(feature = "server")]
#[allow(dead_code, reason = "a place uses a part of it")]
pub(crate) fn tell() {
    TOLD.send_replace(true);
}

/// Whether somebody listens.
#[cfg(feature = "local")]
pub(crate) fn is_heard() -> bool {
    TOLD.receiver_count() > 0
}

/// Whether everybody has been told.
#[cfg(feature = "local")]
pub(crate) fn is_told() -> bool {
    *TOLD.borrow()
}

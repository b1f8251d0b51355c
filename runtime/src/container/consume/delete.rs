//! Removes handled messages, those of one moment together.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep;

use super::Line;

/// The most that one request removes.
const AT_ONCE: usize = 10;
/// How often a message that was not removed is tried again.
const RETRIES: u32 = 4;
/// Before the first such try; twice as long each time.
const FIRST_WAIT: Duration = Duration::from_millis(200);

type Handled = (String, oneshot::Sender<()>);

/// Where handled messages go.
#[derive(Clone, Debug)]
pub struct Deletions(mpsc::Sender<Handled>);

impl Deletions {
    /// Begins to remove messages of a queue, until nobody hands over any more.
    pub fn of<L: Line>(line: Arc<L>) -> Self {
        let (sender, mut handled) = mpsc::channel::<Handled>(AT_ONCE * 10);
        tokio::spawn(async move {
            let mut some = Vec::with_capacity(AT_ONCE);
            while handled.recv_many(&mut some, AT_ONCE).await > 0 {
                let (receipts, waiting): (Vec<_>, Vec<_>) = some.drain(..).unzip();
                let line = Arc::clone(&line);
                // The next ones do not wait for these.
                tokio::spawn(async move {
                    remove(&*line, receipts).await;
                    drop(waiting);
                });
            }
        });
        Self(sender)
    }

    /// Removes a message. Comes back when it is gone, or when it turned out that it comes again.
    pub async fn delete(&self, receipt: String) {
        let (waiting, gone) = oneshot::channel();
        if self.0.send((receipt, waiting)).await.is_ok() {
            // The other end is dropped when it is done.
            let _ = gone.await;
        }
    }
}

async fn remove(line: &impl Line, mut receipts: Vec<String>) {
    let mut wait = FIRST_WAIT;
    for retry in 0..=RETRIES {
        if retry > 0 {
            sleep(wait).await;
            wait *= 2;
        }
        match line.delete(&receipts).await {
            Ok(refused) if refused.is_empty() => return,
            Ok(refused) => receipts = refused,
            Err(error) => tracing::warn!(?error, "handled messages could not be removed"),
        }
    }
    tracing::error!(messages = receipts.len(), "messages that were handled come again: they could not be removed");
}

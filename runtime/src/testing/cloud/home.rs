//! A runtime of its own in a thread of its own: what a test leaves behind is removed there, whatever the test's own
//! runtime is and however the test ends.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::undo::Undo;
use crate::{Error, Result};

/// How long the end may take.
const LONGEST: Duration = Duration::from_mins(1);

/// The runtime. Whoever drops it waits until everything is undone.
pub struct Home {
    /// What is to be undone at the end.
    pub undo: Arc<Undo>,
    /// Where tasks go.
    pub handle: Handle,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Home {
    /// Starts it.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn start() -> Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let (handle, undo) = (runtime.handle().clone(), Arc::new(Undo::default()));
        let (end, ended) = oneshot::channel();
        let left = Arc::clone(&undo);
        let thread = std::thread::Builder::new().name("watershed-test".to_owned()).spawn(move || {
            runtime.block_on(async {
                // Sent or dropped, it is the end.
                let _ = ended.await;
                match timeout(LONGEST, left.all()).await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => tracing::error!("{error}"),
                    Err(_) => tracing::error!("the end took too long: {}", left.left()),
                }
            });
            runtime.shutdown_background();
        })?;
        Ok(Self { undo, handle, end: Some(end), thread: Some(thread) })
    }

    /// Runs something here, to its end, whether somebody still waits for it or not.
    ///
    /// # Errors
    /// Its own, or it panicked.
    pub async fn run<T: Send + 'static>(&self, task: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
        let done = self.handle.spawn(task).await;
        done.unwrap_or_else(|error| Err(Error::new(format!("it broke off: {error}"))))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            // A panic in it has been printed.
            let _ = thread.join();
        }
    }
}

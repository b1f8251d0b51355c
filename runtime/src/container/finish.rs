//! What is begun comes to its end, whether somebody still waits for it or not.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;

/// A future that goes on by itself when it is dropped before its end. Until then it runs where it is waited for: a task
/// of its own for each request would wake another thread each time.
pub struct ToTheEnd<T: Send + 'static>(Option<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T: Send + 'static> ToTheEnd<T> {
    /// One that has not begun.
    pub fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self(Some(Box::pin(future)))
    }
}

impl<T: Send + 'static> Future for ToTheEnd<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        // Nobody polls a future that has ended.
        let Some(future) = &mut self.0 else { return Poll::Pending };
        let polled = future.as_mut().poll(context);
        if polled.is_ready() {
            self.0 = None;
        }
        polled
    }
}

impl<T: Send + 'static> Drop for ToTheEnd<T> {
    fn drop(&mut self) {
        let Some(future) = self.0.take() else { return };
        // What panicked has had its end; without a runtime the program is over.
        if !std::thread::panicking()
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(async move { drop(future.await) });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::oneshot;
    use tokio::time::{sleep, timeout};

    use super::ToTheEnd;

    #[tokio::test]
    async fn what_was_begun_ends_although_nobody_waits() {
        let (ended, end) = oneshot::channel();
        let work = ToTheEnd::new(async move {
            sleep(Duration::from_millis(50)).await;
            ended.send(()).unwrap();
        });
        assert!(timeout(Duration::from_millis(10), work).await.is_err());
        end.await.unwrap();
    }

    #[tokio::test]
    async fn what_is_waited_for_answers() {
        assert_eq!(ToTheEnd::new(async { 7 }).await, 7);
    }
}

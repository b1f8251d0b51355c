//! What has been made and has to go, the last first.

use tokio::sync::{Mutex, MutexGuard};

use crate::backend::Later;
use crate::memory::Shared;
use crate::{Error, Result};

/// What is to be undone, in the order in which it was done.
#[derive(Default)]
pub struct Undo {
    steps: Shared<Vec<(String, Later<'static, ()>)>>,
    making: Mutex<()>,
}

impl Undo {
    /// Something is being made, as long as the guard lives: nothing is undone before.
    pub async fn making(&self) -> MutexGuard<'_, ()> {
        self.making.lock().await
    }

    /// Something was made; how it goes.
    pub fn add(&self, what: impl Into<String>, how: impl Future<Output = Result<()>> + Send + 'static) {
        self.steps.lock().push((what.into(), Box::pin(how)));
    }

    /// Undoes everything that has not been undone yet. What cannot be undone does not keep the rest from it.
    ///
    /// # Errors
    /// Something is left: with what and why.
    pub async fn all(&self) -> Result<()> {
        let _whole = self.making().await;
        let mut left = Vec::new();
        loop {
            let next = self.steps.lock().pop();
            let Some((what, how)) = next else { break };
            if let Err(error) = how.await {
                left.push(format!("{what} ({error})"));
            }
        }
        if left.is_empty() { Ok(()) } else { Err(Error::new(format!("not removed: {}", left.join(", ")))) }
    }

    /// What has not been undone.
    pub fn left(&self) -> String {
        let names: Vec<String> = self.steps.lock().iter().map(|(what, _)| what.clone()).collect();
        format!("not removed: {}", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn the_last_goes_first_and_a_failure_keeps_nothing() {
        let (undo, order) = (Undo::default(), Arc::new(Shared::new(Vec::new())));
        for (what, fails) in [("one", false), ("two", true), ("three", false)] {
            let order = Arc::clone(&order);
            undo.add(what, async move {
                order.lock().push(what);
                if fails { Err(Error::new("it stays")) } else { Ok(()) }
            });
        }
        assert_eq!(undo.left(), "not removed: one, two, three");
        assert_eq!(undo.all().await.unwrap_err().to_string(), "not removed: two (it stays)");
        assert_eq!(*order.lock(), ["three", "two", "one"]);
        assert!(undo.all().await.is_ok());
    }
}

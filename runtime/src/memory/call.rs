//! A called function in memory.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Shared, message, ready};
use crate::backend::{self, Later};
use crate::handle::json;
use crate::resource::Callable;
use crate::{Caller, Result};

/// What stands for a function that others call: it answers as the test says and keeps what it was called with.
pub struct Function<F: Callable> {
    shared: Arc<Calls<F>>,
}

struct Calls<F: Callable> {
    answer: Box<dyn Fn(F::Input) -> Result<F::Output> + Send + Sync>,
    inputs: Shared<Vec<String>>,
    of: PhantomData<fn() -> F>,
}

impl<F: Callable> Function<F> {
    /// A function that answers so.
    pub fn answering(answer: impl Fn(F::Input) -> Result<F::Output> + Send + Sync + 'static) -> Self {
        Self { shared: Arc::new(Calls { answer: Box::new(answer), inputs: Shared::default(), of: PhantomData }) }
    }

    /// A handle for a function.
    pub fn handle(&self) -> Caller<F> {
        Caller::on(self.shared.clone())
    }

    /// What it was called with, in order, whether somebody waited or not.
    ///
    /// # Panics
    /// The input type does not read what it writes.
    pub fn inputs(&self) -> Vec<F::Input> {
        self.shared.inputs.lock().iter().map(|it| message(it)).collect()
    }
}

impl<F: Callable> Clone for Function<F> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<F: Callable> std::fmt::Debug for Function<F> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Function").finish_non_exhaustive()
    }
}

impl<F: Callable> backend::Call for Calls<F> {
    fn call(&self, input: String) -> Later<'_, String> {
        let read = serde_json::from_str(&input);
        self.inputs.lock().push(input);
        ready(read.map_err(Into::into).and_then(|input| (self.answer)(input)).and_then(|output| json(&output)))
    }

    /// The platform runs it in the end, so it is run here too; nobody sees what it answers.
    fn call_later(&self, input: String) -> Later<'_, ()> {
        let read = serde_json::from_str(&input);
        self.inputs.lock().push(input);
        ready(read.map_err(Into::into).map(|input| drop((self.answer)(input))))
    }
}

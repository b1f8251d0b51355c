//! `Caller`: another function of the application.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{json, plain};
use crate::Result;
use crate::backend;
use crate::invoke::Invocation;
use crate::resource::Callable;
use crate::signature::{Grants, Parameter};

/// Calls the function `F`, which has the trigger `call`: `Caller<score>`.
///
/// ```
/// # use watershed::prelude::*;
/// #[function(call)]
/// async fn score(Input(cents): Input<u64>) -> Result<u8> {
///     Ok(u8::try_from(cents / 1000).unwrap_or(100))
/// }
///
/// async fn is_risky(scores: &Caller<score>, cents: u64) -> Result<bool> {
///     Ok(scores.call(&cents).await? > 80)
/// }
/// ```
///
/// Beside such a function the attribute puts an empty type of the same name, and `use fraud::score` brings both.
/// So a module cannot have the function's name in the same place.
pub struct Caller<F> {
    backend: Arc<dyn backend::Call>,
    of: PhantomData<fn() -> F>,
}

plain!(Caller<F>);

impl<F: Callable> Caller<F> {
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Call>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// Calls the function and waits for its answer.
    ///
    /// # Errors
    /// The function cannot be reached, or it failed.
    pub async fn call(&self, input: &F::Input) -> Result<F::Output> {
        Ok(serde_json::from_str(&self.backend.call(json(input)?).await?)?)
    }

    /// Calls the function and does not wait: the platform tries again when it fails.
    ///
    /// # Errors
    /// The call cannot be handed over.
    pub async fn call_later(&self, input: &F::Input) -> Result<()> {
        self.backend.call_later(json(input)?).await
    }
}

impl<K, F: Callable> Parameter<K> for Caller<F> {
    fn grants(grants: &mut Grants) {
        grants.add("function", F::ID, ["Call"]);
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.call(F::ID)?))
    }
}

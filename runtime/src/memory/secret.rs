//! A secret in memory.

use super::{Shared, fixture, ready};
use crate::backend::{self, Later};
use crate::{Error, resource};

fixture! {
    /// A secret in memory.
    Secret<S: Secret> on Shared<Option<String>>
}

impl<S: resource::Secret> Secret<S> {
    /// A secret with a value.
    pub fn new(value: impl Into<String>) -> Self {
        let secret = Self::default();
        secret.set(value);
        secret
    }

    /// Gives it another value, as a rotation does. [`Secret::default`] has none, as before a person sets the first.
    pub fn set(&self, value: impl Into<String>) {
        *self.shared.lock() = Some(value.into());
    }

    /// A handle for a function.
    pub fn handle(&self) -> crate::Secret<S> {
        crate::Secret::on(self.shared.clone())
    }
}

impl backend::Secret for Shared<Option<String>> {
    fn get(&self) -> Later<'_, String> {
        ready(self.lock().clone().ok_or_else(|| Error::new("the secret has no value yet")))
    }
}

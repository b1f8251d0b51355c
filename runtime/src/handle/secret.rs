//! `Secret`: a value that no file holds.

use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::plain;
use crate::Result;
use crate::backend;
use crate::invoke::Invocation;
use crate::resource;
use crate::signature::{Grants, Parameter};

/// Reads the secret `S`. Its value is never part of what `Debug` shows.
pub struct Secret<S> {
    backend: Arc<dyn backend::Secret>,
    of: PhantomData<fn() -> S>,
}

plain!(Secret<S>);

impl<S: resource::Secret> Secret<S> {
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Secret>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// The current value.
    ///
    /// # Errors
    /// The secret cannot be reached, or nobody has set its value yet.
    pub async fn get(&self) -> Result<String> {
        self.backend.get().await
    }

    /// The current value, read as JSON.
    ///
    /// # Errors
    /// As [`Secret::get`], or the value is no JSON of this type.
    pub async fn get_json<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_str(&self.get().await?)?)
    }
}

impl<K, S: resource::Secret> Parameter<K> for Secret<S> {
    fn grants(grants: &mut Grants) {
        grants.add(S::KIND, S::ID, ["Get"]);
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.secret(S::ID)?))
    }
}

//! Resources in memory, for tests: hand their handles to a function, await it, look at what it did.
//!
//! ```
//! # use serde::{Deserialize, Serialize};
//! use watershed::memory;
//! # use watershed::prelude::*;
//! # #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! # struct Charge { cents: u64 }
//! # #[queue]
//! # struct Charges(Charge);
//! # #[function(call)]
//! # async fn place(Input(cents): Input<u64>, charges: Sender<Charges>) -> Result<()> {
//! #     charges.send(&Charge { cents }).await
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<()> {
//! let charges = memory::Queue::<Charges>::new();
//! place(Input(5), charges.handle()).await?;
//! assert_eq!(charges.messages(), [Charge { cents: 5 }]);
//! # Ok(())
//! # }
//! ```
//!
//! A handle has the capabilities of the parameter that it is handed to: the type of the parameter decides.

mod bucket;
mod bus;
mod call;
mod items;
mod queue;
mod secret;
mod stream;
mod table;
mod topic;

pub use bucket::Bucket;
pub use bus::Bus;
pub use call::Function;
#[cfg(feature = "local")]
pub(crate) use items::Items;
pub use queue::Queue;
pub use secret::Secret;
pub use stream::Stream;
pub use table::Table;
pub use topic::Topic;

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;

use crate::Result;
use crate::backend::Later;

/// What is shared with a handle. A test that panicked elsewhere does not hide what is in it.
#[derive(Debug, Default)]
pub(crate) struct Shared<T>(Mutex<T>);

impl<T> Shared<T> {
    pub(crate) fn new(content: T) -> Self {
        Self(Mutex::new(content))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn ready<'a, T: Send + 'a>(answer: Result<T>) -> Later<'a, T> {
    Box::pin(std::future::ready(answer))
}

/// A message that a handle has written.
fn message<T: DeserializeOwned>(body: &str) -> T {
    serde_json::from_str(body).unwrap_or_else(|error| panic!("this type does not read what it writes, {body}: {error}"))
}

/// A fixture with a backend behind it: it is made empty, cloned cheaply and shows nothing.
macro_rules! fixture {
    ($(#[$doc:meta])* $name:ident<$parameter:ident: $bound:ident> on $backend:ty) => {
        $(#[$doc])*
        pub struct $name<$parameter: resource::$bound> {
            shared: std::sync::Arc<$backend>,
            of: std::marker::PhantomData<fn() -> $parameter>,
        }

        impl<$parameter: resource::$bound> Clone for $name<$parameter> {
            fn clone(&self) -> Self {
                Self { shared: std::sync::Arc::clone(&self.shared), of: std::marker::PhantomData }
            }
        }

        impl<$parameter: resource::$bound> Default for $name<$parameter> {
            fn default() -> Self {
                Self { shared: std::sync::Arc::default(), of: std::marker::PhantomData }
            }
        }

        impl<$parameter: resource::$bound> std::fmt::Debug for $name<$parameter> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}
use fixture;

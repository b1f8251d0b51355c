//! Handles: what a function may reach and do. One file a kind.

pub mod bucket;
pub mod bus;
pub mod call;
pub mod key;
pub mod queue;
pub mod secret;
pub mod select;
pub mod stream;
pub mod table;
pub mod topic;
pub mod update;
pub mod write;

use serde::Serialize;

use crate::Result;

/// Clones share what is behind them, and nothing behind a handle is shown.
macro_rules! plain {
    ($name:ident<$($parameter:ident),+> where $($bound:tt)+) => {
        impl<$($parameter),+> Clone for $name<$($parameter),+>
        where
            $($bound)+
        {
            fn clone(&self) -> Self {
                Self { backend: std::sync::Arc::clone(&self.backend), of: std::marker::PhantomData }
            }
        }

        impl<$($parameter),+> std::fmt::Debug for $name<$($parameter),+>
        where
            $($bound)+
        {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}
pub(crate) use plain;

/// JSON of a message.
pub(crate) fn json(payload: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(payload)?)
}

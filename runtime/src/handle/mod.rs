//! Handles: what a function may reach and do. One file a kind.

pub mod bucket;
pub mod bus;
pub mod call;
pub mod key;
pub mod queue;
#[cfg(feature = "aws")]
pub mod raw;
pub mod secret;
pub mod select;
pub mod stream;
pub mod table;
pub mod topic;
pub mod update;
pub mod write;

use serde::Serialize;

use crate::Result;

/// Clones share what is behind them, nothing behind a handle is shown, and a handle is no input.
///
/// The types themselves have no bounds, so that a wrong one is reported once: where a function declares it.
macro_rules! plain {
    ($name:ident<$($parameter:ident),+>) => {
        impl<$($parameter),+> Clone for $name<$($parameter),+> {
            fn clone(&self) -> Self {
                Self { backend: std::sync::Arc::clone(&self.backend), of: std::marker::PhantomData }
            }
        }

        impl<$($parameter),+> std::fmt::Debug for $name<$($parameter),+> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }

        impl<$($parameter),+> $crate::signature::Brings for $name<$($parameter),+> {
            type Input = $crate::signature::Nothing;
        }
    };
}
pub(crate) use plain;

/// JSON of a message.
pub(crate) fn json(payload: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(payload)?)
}

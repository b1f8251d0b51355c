//! `Change`: what the stream of a table brings, in order for each key.

use crate::handle::table::read;
use crate::invoke::Invocation;
use crate::signature::Parameter;
use crate::{Result, resource, trigger};

/// A change of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// There is a new item.
    Insert {
        /// As it is.
        new: T,
    },
    /// An item has other contents.
    Modify {
        /// As it was.
        old: T,
        /// As it is.
        new: T,
    },
    /// An item is gone.
    Remove {
        /// As it was.
        old: T,
    },
}

impl<T> Change<T> {
    /// The item as it is now; nothing where it is gone.
    pub fn after(&self) -> Option<&T> {
        match self {
            Self::Insert { new } | Self::Modify { new, .. } => Some(new),
            Self::Remove { .. } => None,
        }
    }

    /// The item as it was before; nothing where there was none.
    pub fn before(&self) -> Option<&T> {
        match self {
            Self::Modify { old, .. } | Self::Remove { old } => Some(old),
            Self::Insert { .. } => None,
        }
    }
}

impl<R: resource::Table> Parameter<trigger::Table<R>> for Change<R> {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(match invocation.change()?.clone() {
            Change::Insert { new } => Self::Insert { new: read(new)? },
            Change::Modify { old, new } => Self::Modify { old: read(old)?, new: read(new)? },
            Change::Remove { old } => Self::Remove { old: read(old)? },
        })
    }
}

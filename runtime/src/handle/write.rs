//! One of several writes.

use crate::resource::{self, IntoKey};

/// One of several writes in [`Table::batch_write`](crate::Table::batch_write).
pub enum Write<T: resource::Table> {
    /// Writes an item.
    Put(T),
    /// Removes the item of a key: [`Write::delete`] makes it of whatever stands for a key.
    Delete(T::Key),
}

impl<T: resource::Table> Write<T> {
    /// Removes the item of a key.
    pub fn delete(key: impl IntoKey<T::Key>) -> Self {
        Self::Delete(key.into_key())
    }
}

//! Changes of single fields.

use serde::Serialize;
use serde_json::Value;

use crate::Result;
use crate::backend::{self, Item};

/// Changes that have not been sent yet. They are made to an item that is there, never to a new one.
#[must_use = "nothing is changed before `send`"]
pub struct Update<'a> {
    backend: &'a dyn backend::Table,
    key: Result<Item>,
    changes: Result<Changes>,
}

/// What is changed, as an adapter sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Fields and their new values.
    pub set: Vec<(String, Value)>,
    /// Number fields and what is added to them.
    pub add: Vec<(String, i64)>,
    /// Fields that go away.
    pub remove: Vec<String>,
    /// Only if these fields have these values.
    pub only_if: Vec<(String, Value)>,
}

impl<'a> Update<'a> {
    pub(crate) fn new(backend: &'a dyn backend::Table, key: Result<Item>) -> Self {
        Self { backend, key, changes: Ok(Changes::default()) }
    }

    /// Gives a field a value. A field is named as serde writes it.
    pub fn set(self, field: &str, value: impl Serialize) -> Self {
        self.with(field, value, |changes| &mut changes.set)
    }

    /// Adds to a number; a negative number takes away. A field that is not there counts as 0.
    pub fn add(mut self, field: &str, number: i64) -> Self {
        if let Ok(changes) = &mut self.changes {
            changes.add.push((field.to_owned(), number));
        }
        self
    }

    /// Removes a field.
    pub fn remove(mut self, field: &str) -> Self {
        if let Ok(changes) = &mut self.changes {
            changes.remove.push(field.to_owned());
        }
        self
    }

    /// Changes nothing unless a field has this value now.
    pub fn only_if(self, field: &str, value: impl Serialize) -> Self {
        self.with(field, value, |changes| &mut changes.only_if)
    }

    /// Sends the changes. Whether there was an item that they fitted.
    ///
    /// # Errors
    /// The table cannot be reached, or a value cannot be written as JSON.
    pub async fn send(self) -> Result<bool> {
        self.backend.update(self.key?, self.changes?).await
    }

    fn with(
        mut self,
        field: &str,
        value: impl Serialize,
        list: impl FnOnce(&mut Changes) -> &mut Vec<(String, Value)>,
    ) -> Self {
        self.changes = self.changes.and_then(|mut changes| {
            list(&mut changes).push((field.to_owned(), serde_json::to_value(value)?));
            Ok(changes)
        });
        self
    }
}

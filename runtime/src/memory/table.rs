//! A table in memory.

use std::marker::PhantomData;
use std::sync::Arc;

use super::items::Items;
use super::{Shared, ready};
use crate::backend::{self, Changes, Item, Later, Selection};
use crate::can::{self, kind};
use crate::handle::table::{fields, read};
use crate::resource;

/// A table in memory.
pub struct Table<T: resource::Table> {
    shared: Arc<Shared<Items>>,
    of: PhantomData<fn() -> T>,
}

impl<T: resource::Table> Table<T> {
    /// An empty table.
    pub fn new() -> Self {
        let items = Items::new(T::KEY, T::INDEXES);
        Self { shared: Arc::new(Shared::new(items)), of: PhantomData }
    }

    /// A table with items; of two with one key the last stays.
    ///
    /// # Panics
    /// Serde writes an item without its key.
    pub fn with(items: impl IntoIterator<Item = T>) -> Self {
        let table = Self::new();
        for item in items {
            table.shared.lock().write(fields(&item).unwrap_or_else(|error| panic!("{error}")));
        }
        table
    }

    /// A handle for a function.
    pub fn handle<C: can::Set<kind::Table>>(&self) -> crate::Table<T, C> {
        crate::Table::on(self.shared.clone())
    }

    /// All items, in the order in which their keys came.
    ///
    /// # Panics
    /// The item type does not read what it writes.
    pub fn items(&self) -> Vec<T> {
        let items = self.shared.lock().all().to_vec();
        let read = |item| read(item).unwrap_or_else(|error| panic!("the table `{}`: {error}", T::ID));
        items.into_iter().map(read).collect()
    }
}

impl<T: resource::Table> Default for Table<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: resource::Table> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), of: PhantomData }
    }
}

impl<T: resource::Table> std::fmt::Debug for Table<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Table").finish_non_exhaustive()
    }
}

impl backend::Table for Shared<Items> {
    fn get(&self, key: Item) -> Later<'_, Option<Item>> {
        ready(Ok(self.lock().find(&key).cloned()))
    }

    fn batch_get(&self, keys: Vec<Item>) -> Later<'_, Vec<Item>> {
        let items = self.lock();
        ready(Ok(keys.iter().filter_map(|key| items.find(key).cloned()).collect()))
    }

    fn select(&self, selection: Selection) -> Later<'_, (Vec<Item>, Option<Item>)> {
        ready(self.lock().select(&selection))
    }

    fn put(&self, item: Item, only_new: bool) -> Later<'_, bool> {
        let mut items = self.lock();
        let write = !only_new || items.find(&item).is_none();
        if write {
            items.write(item);
        }
        ready(Ok(write))
    }

    fn update(&self, key: Item, changes: Changes) -> Later<'_, bool> {
        let mut items = self.lock();
        let new = items.changed(&key, changes).map(|found| found.map(|(_, new)| items.write(new)).is_some());
        ready(new)
    }

    fn delete(&self, key: Item) -> Later<'_, ()> {
        self.lock().remove(&key);
        ready(Ok(()))
    }

    fn batch_write(&self, put: Vec<Item>, delete: Vec<Item>) -> Later<'_, ()> {
        let mut items = self.lock();
        for item in put {
            items.write(item);
        }
        for key in &delete {
            items.remove(key);
        }
        ready(Ok(()))
    }
}

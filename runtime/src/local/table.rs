//! Tables: items in memory, with their changes for those who follow, in the order in which they are made.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::body::Body;
use super::inbox::Inbox;
use super::limits;
use super::queue::posted;
use crate::backend::{self, Changes, Item, Later, Selection};
use crate::memory::{Items, Shared, ready};
use crate::registry::Change as Kind;
use crate::resource::{Index, KeyFields};
use crate::{Change, Error, Result};

/// A table.
pub struct Table {
    id: &'static str,
    fields: KeyFields,
    indexes: &'static [Index],
    ttl: Option<&'static str>,
    items: Shared<Items>,
    /// The queues of those who follow, and which changes they want; all where that is empty.
    followers: Vec<(Arc<Inbox>, &'static [Kind])>,
    is_saved: AtomicBool,
}

impl Table {
    /// An empty table.
    pub fn new(
        id: &'static str,
        fields: KeyFields,
        indexes: &'static [Index],
        ttl: Option<&'static str>,
        followers: Vec<(Arc<Inbox>, &'static [Kind])>,
    ) -> Self {
        let items = Shared::new(Items::new(fields, indexes));
        Self { id, fields, indexes, ttl, items, followers, is_saved: AtomicBool::new(true) }
    }

    /// Every item.
    pub fn items(&self) -> Vec<Item> {
        self.items.lock().all().to_vec()
    }

    /// How many items there are.
    pub fn count(&self) -> usize {
        self.items.lock().all().len()
    }

    /// Takes items as they were saved. Nobody is told.
    pub fn load(&self, items: Vec<Item>) {
        let mut there = self.items.lock();
        for item in items {
            there.write(item);
        }
    }

    /// Every item, where something has changed since the last time.
    pub fn unsaved(&self) -> Option<Vec<Item>> {
        (!self.is_saved.swap(true, Ordering::SeqCst)).then(|| self.items())
    }

    /// Something has changed that was not saved.
    pub fn save_again(&self) {
        self.is_saved.store(false, Ordering::SeqCst);
    }

    /// Removes the items whose time is over.
    pub fn expire(&self) {
        let Some(field) = self.ttl else { return };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let mut items = self.items.lock();
        let is_over = |item: &Item| item.get(field).and_then(Value::as_u64).is_some_and(|end| end < now);
        let over: Vec<Item> = items.all().iter().filter(|item| is_over(item)).cloned().collect();
        for item in over {
            self.remove(&mut items, &item);
        }
    }

    /// Tells those who follow. The items are locked meanwhile, so that changes come in the order of the items.
    fn tell(&self, change: &Change<Item>) {
        self.is_saved.store(false, Ordering::SeqCst);
        let (kind, item) = match change {
            Change::Insert { new } => (Kind::Insert, new),
            Change::Modify { new, .. } => (Kind::Modify, new),
            Change::Remove { old } => (Kind::Remove, old),
        };
        let key = [Some(self.fields.key), self.fields.sort].map(|name| name.and_then(|name| item.get(name)));
        let group = serde_json::to_string(&key).unwrap_or_default();
        for (inbox, on) in &self.followers {
            if on.is_empty() || on.contains(&kind) {
                inbox.put([(posted(Body::Change(change.clone()), Some(group.clone())), Duration::ZERO)]);
            }
        }
    }

    fn write(&self, items: &mut Items, new: Item) {
        match items.write(new.clone()) {
            // DynamoDB says nothing where nothing has changed.
            Some(old) if old == new => {}
            Some(old) => self.tell(&Change::Modify { old, new }),
            None => self.tell(&Change::Insert { new }),
        }
    }

    fn remove(&self, items: &mut Items, key: &Item) {
        if let Some(old) = items.remove(key) {
            self.tell(&Change::Remove { old });
        }
    }

    /// What DynamoDB would refuse.
    fn check(&self, item: &Item) -> Result<()> {
        let size = serde_json::to_string(item)?.len();
        limits::size(&format!("the item of the table `{}`", self.id), size, limits::ITEM)?;
        let own = [Some(self.fields.key), self.fields.sort];
        let indexed = self.indexes.iter().flat_map(|index| [Some(index.fields.key), index.fields.sort]);
        let is_empty = |name: &str| match item.get(name) {
            Some(Value::String(text)) => text.is_empty(),
            Some(Value::Array(bytes)) => bytes.is_empty(),
            _ => false,
        };
        match own.into_iter().chain(indexed).flatten().find(|name| is_empty(name)) {
            Some(name) => Err(Error::new(format!("`{name}` is a key of the table `{}` and is empty", self.id))),
            None => Ok(()),
        }
    }

    fn put_one(&self, item: Item, only_new: bool) -> Result<bool> {
        self.check(&item)?;
        let mut items = self.items.lock();
        let write = !only_new || items.find(&item).is_none();
        if write {
            self.write(&mut items, item);
        }
        Ok(write)
    }

    fn change(&self, key: &Item, changes: Changes) -> Result<bool> {
        let mut items = self.items.lock();
        let Some((_, new)) = items.changed(key, changes)? else { return Ok(false) };
        self.check(&new)?;
        self.write(&mut items, new);
        Ok(true)
    }

    fn write_all(&self, put: Vec<Item>, delete: &[Item]) -> Result<()> {
        for item in &put {
            self.check(item)?;
        }
        let mut items = self.items.lock();
        for item in put {
            self.write(&mut items, item);
        }
        for key in delete {
            self.remove(&mut items, key);
        }
        Ok(())
    }

    /// A page ends at 1 MB, as DynamoDB's does.
    fn page(&self, selection: &Selection) -> Result<(Vec<Item>, Option<Item>)> {
        let (mut found, mut next) = self.items.lock().select(selection)?;
        let mut bytes = 0;
        let fitting = found.iter().take_while(|item| {
            let before = bytes;
            bytes += serde_json::to_string(item).map_or(0, |json| json.len());
            before == 0 || bytes <= limits::PAGE
        });
        let fitting = fitting.count();
        if fitting < found.len() {
            found.truncate(fitting);
            next = found.last().cloned();
        }
        Ok((found, next))
    }
}

impl backend::Table for Table {
    fn get(&self, key: Item) -> Later<'_, Option<Item>> {
        ready(Ok(self.items.lock().find(&key).cloned()))
    }

    fn batch_get(&self, keys: Vec<Item>) -> Later<'_, Vec<Item>> {
        let items = self.items.lock();
        ready(Ok(keys.iter().filter_map(|key| items.find(key).cloned()).collect()))
    }

    fn select(&self, selection: Selection) -> Later<'_, (Vec<Item>, Option<Item>)> {
        ready(self.page(&selection))
    }

    fn put(&self, item: Item, only_new: bool) -> Later<'_, bool> {
        ready(self.put_one(item, only_new))
    }

    fn update(&self, key: Item, changes: Changes) -> Later<'_, bool> {
        ready(self.change(&key, changes))
    }

    fn delete(&self, key: Item) -> Later<'_, ()> {
        self.remove(&mut self.items.lock(), &key);
        ready(Ok(()))
    }

    fn batch_write(&self, put: Vec<Item>, delete: Vec<Item>) -> Later<'_, ()> {
        ready(self.write_all(put, &delete))
    }
}

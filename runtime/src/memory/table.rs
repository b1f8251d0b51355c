//! A table in memory: the same answers as DynamoDB's, item by item.

use std::cmp::Ordering;
use std::marker::PhantomData;
use std::sync::Arc;

use serde_json::Value;

use super::{Shared, ready};
use crate::backend::{self, Changes, Item, Later, Order, Selection, SortKeys};
use crate::can::{self, kind};
use crate::handle::table::{fields, read};
use crate::resource::{self, Index, KeyFields};
use crate::{Error, Result};

/// A table in memory.
pub struct Table<T: resource::Table> {
    shared: Arc<Stored>,
    of: PhantomData<fn() -> T>,
}

/// Items in the order in which they came.
struct Stored {
    key: KeyFields,
    indexes: &'static [Index],
    items: Shared<Vec<Item>>,
}

impl<T: resource::Table> Table<T> {
    /// An empty table.
    pub fn new() -> Self {
        let stored = Stored { key: T::KEY, indexes: T::INDEXES, items: Shared::default() };
        Self { shared: Arc::new(stored), of: PhantomData }
    }

    /// A table with items; of two with one key the last stays.
    ///
    /// # Panics
    /// Serde writes an item without its key.
    pub fn with(items: impl IntoIterator<Item = T>) -> Self {
        let table = Self::new();
        for item in items {
            table.shared.write(fields(&item).unwrap_or_else(|error| panic!("{error}")));
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
        let items = self.shared.items.lock().clone();
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

impl Stored {
    fn same(&self, one: &Item, other: &Item) -> bool {
        let mut names = [Some(self.key.key), self.key.sort].into_iter().flatten();
        names.all(|name| one.get(name) == other.get(name))
    }

    fn write(&self, item: Item) {
        let mut items = self.items.lock();
        match items.iter_mut().find(|it| self.same(it, &item)) {
            Some(there) => *there = item,
            None => items.push(item),
        }
    }

    fn find(&self, key: &Item) -> Option<Item> {
        self.items.lock().iter().find(|it| self.same(it, key)).cloned()
    }

    fn remove(&self, key: &Item) {
        self.items.lock().retain(|it| !self.same(it, key));
    }

    fn change(&self, key: &Item, changes: Changes) -> Result<bool> {
        let mut items = self.items.lock();
        let Some(item) = items.iter_mut().find(|it| self.same(it, key)) else { return Ok(false) };
        if changes.only_if.iter().any(|(field, value)| item.get(field) != Some(value)) {
            return Ok(false);
        }
        let mut new = item.clone();
        new.extend(changes.set);
        for (field, number) in changes.add {
            let sum = sum(new.get(&field), number)
                .ok_or_else(|| Error::new(format!("the field `{field}` is no number that {number} can be added to")))?;
            new.insert(field, sum);
        }
        new.retain(|field, _| !changes.remove.contains(field));
        if !self.same(&new, key) {
            return Err(Error::new("an update cannot change the key of an item"));
        }
        *item = new;
        Ok(true)
    }

    /// By the sort key, then by what the table finds items by.
    fn order(&self, fields: KeyFields, one: &Item, other: &Item) -> Ordering {
        let names = [fields.sort, Some(self.key.key), self.key.sort].into_iter().flatten();
        let orders = names.map(|name| compare(one.get(name), other.get(name)));
        orders.fold(Ordering::Equal, Ordering::then)
    }

    fn fields(&self, selection: &Selection) -> Result<KeyFields> {
        let Some(name) = &selection.index else { return Ok(self.key) };
        let index = self.indexes.iter().find(|index| index.name == name);
        index.map(|index| index.fields).ok_or_else(|| Error::new(format!("there is no index `{name}`")))
    }

    fn select(&self, selection: &Selection) -> Result<(Vec<Item>, Option<Item>)> {
        let fields = self.fields(selection)?;
        let in_index = |item: &Item| item.get(fields.key).is_some_and(|value| !value.is_null());
        let mut found: Vec<Item> = self.items.lock().iter().filter(|item| in_index(item)).cloned().collect();
        if let Some(key) = &selection.key {
            found.retain(|item| item.get(fields.key) == Some(key) && takes(selection.sort.as_ref(), fields, item));
        }
        // Pages go on behind a key, which may be gone by then.
        let order = |one: &Item, other: &Item| match selection.order {
            Order::Ascending => self.order(fields, one, other),
            Order::Descending => self.order(fields, other, one),
        };
        found.sort_by(order);
        if let Some(after) = &selection.after {
            found.retain(|item| order(item, after) == Ordering::Greater);
        }
        let limit = selection.limit.map_or(found.len(), |limit| limit as usize);
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).cloned();
        Ok((found, next))
    }
}

fn sum(there: Option<&Value>, number: i64) -> Option<Value> {
    let Some(there) = there.filter(|it| !it.is_null()) else { return Some(number.into()) };
    match (there.as_i64(), there.as_u64(), there.as_f64()) {
        (Some(there), _, _) => there.checked_add(number).map(Value::from),
        (None, Some(there), _) => there.checked_add_signed(number).map(Value::from),
        #[expect(clippy::cast_precision_loss, reason = "a field with a fraction is not exact anyway")]
        (None, None, Some(there)) => Some((there + number as f64).into()),
        (None, None, None) => None,
    }
}

fn takes(sort: Option<&SortKeys>, fields: KeyFields, item: &Item) -> bool {
    let value = fields.sort.and_then(|name| item.get(name));
    match sort {
        None => true,
        Some(SortKeys::Between(low, high)) => {
            compare(value, Some(low)) != Ordering::Less && compare(value, Some(high)) != Ordering::Greater
        }
        Some(SortKeys::StartingWith(prefix)) => {
            value.and_then(Value::as_str).is_some_and(|text| text.starts_with(prefix))
        }
    }
}

/// Numbers as numbers, all else by its bytes, as DynamoDB orders sort keys.
fn compare(one: Option<&Value>, other: Option<&Value>) -> Ordering {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => match (one.as_i128(), other.as_i128()) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => one.as_f64().unwrap_or(f64::NAN).total_cmp(&other.as_f64().unwrap_or(f64::NAN)),
        },
        (Some(Value::String(one)), Some(Value::String(other))) => one.as_bytes().cmp(other.as_bytes()),
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            let bytes = |it: &[Value]| it.iter().map(Value::as_u64).collect::<Vec<_>>();
            bytes(one).cmp(&bytes(other))
        }
        (one, other) => one.is_some().cmp(&other.is_some()),
    }
}

impl backend::Table for Stored {
    fn get(&self, key: Item) -> Later<'_, Option<Item>> {
        ready(Ok(self.find(&key)))
    }

    fn batch_get(&self, keys: Vec<Item>) -> Later<'_, Vec<Item>> {
        ready(Ok(keys.iter().filter_map(|key| self.find(key)).collect()))
    }

    fn select(&self, selection: Selection) -> Later<'_, (Vec<Item>, Option<Item>)> {
        ready(Stored::select(self, &selection))
    }

    fn put(&self, item: Item, only_new: bool) -> Later<'_, bool> {
        let write = !only_new || self.find(&item).is_none();
        if write {
            self.write(item);
        }
        ready(Ok(write))
    }

    fn update(&self, key: Item, changes: Changes) -> Later<'_, bool> {
        ready(self.change(&key, changes))
    }

    fn delete(&self, key: Item) -> Later<'_, ()> {
        self.remove(&key);
        ready(Ok(()))
    }

    fn batch_write(&self, put: Vec<Item>, delete: Vec<Item>) -> Later<'_, ()> {
        for item in put {
            self.write(item);
        }
        for key in &delete {
            self.remove(key);
        }
        ready(Ok(()))
    }
}

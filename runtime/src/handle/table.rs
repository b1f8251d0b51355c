//! `Table`, `Reader`, `Writer`: items of a DynamoDB table.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use std::sync::Arc;

use serde_json::Value;

use super::select::Select;
use super::update::Update;
use super::write::Write;
use super::{json, plain};
use crate::backend::{self, Item, Later};
use crate::can::{self, Allows, kind};
use crate::invoke::Invocation;
use crate::resource::{self, IntoKey};
use crate::signature::{Grants, Parameter};
use crate::{Error, Result};

/// Items of the table `T`, with the capabilities `C`: `Table<Order, (can::Get, can::Put)>`.
///
/// ```
/// # use serde::{Deserialize, Serialize};
/// # use watershed::prelude::*;
/// #[table(key = "customer", sort = "at", index("by-state", key = "state"))]
/// #[derive(Serialize, Deserialize)]
/// struct Order {
///     customer: String,
///     at: u64,
///     state: String,
/// }
///
/// async fn show(orders: &Table<Order, (can::Query, can::Update)>) -> Result<()> {
///     // The last ten of one customer, and every one in a state.
///     let last = orders.query("c1").descending().limit(10).page().await?.items;
///     let open = orders.query_index("by-state", "open").all().await?;
///     // Only if nobody was faster; `false` says that somebody was.
///     let done = orders.update(("c1", 17)).set("state", "done").only_if("state", "open").send().await?;
/// #   let _ = (last, open, done);
///     Ok(())
/// }
/// ```
pub struct Table<T, C> {
    backend: Arc<dyn backend::Table>,
    of: PhantomData<fn() -> (T, C)>,
}

/// A table that can be read by key. It cannot be scanned: that is [`can::Scan`].
pub type Reader<T> = Table<T, (can::Get, can::BatchGet, can::Query)>;

/// A table that can be written and not read.
pub type Writer<T> = Table<T, (can::Put, can::Update, can::Delete, can::BatchWrite)>;

plain!(Table<T, C>);

impl<T, C> Table<T, C>
where
    T: resource::Table,
    C: can::Set<kind::Table>,
{
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Table>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// The item of a key.
    ///
    /// # Errors
    /// The table cannot be reached, or its item is not a `T`.
    pub fn get<I>(&self, key: impl IntoKey<T::Key>) -> Later<'_, Option<T>>
    where
        C: Allows<can::Get, I>,
    {
        let key = key_fields::<T>(&key.into_key());
        Box::pin(async move { self.backend.get(key?).await?.map(read).transpose() })
    }

    /// The items of keys, each once and in any order; a key without an item is left out. Any number of keys.
    ///
    /// # Errors
    /// The table cannot be reached, or one of its items is not a `T`.
    pub fn batch_get<I, K: IntoKey<T::Key>>(&self, keys: impl IntoIterator<Item = K>) -> Later<'_, Vec<T>>
    where
        C: Allows<can::BatchGet, I>,
    {
        let keys = distinct::<T>(keys.into_iter().map(IntoKey::into_key));
        Box::pin(async move { self.backend.batch_get(keys?).await?.into_iter().map(read).collect() })
    }

    /// The items of one key, in the order of the sort key: `orders.query("c1").all().await`.
    pub fn query<I>(&self, key: impl IntoKey<T::Partition>) -> Select<'_, T>
    where
        C: Allows<can::Query, I>,
    {
        Select::query(&*self.backend, None, T::partition_json(&key.into_key()).map_err(Error::from))
    }

    /// The items that an index finds: `orders.query_index("by-customer", "c1").all().await`.
    pub fn query_index<I>(&self, index: &str, key: impl Into<Value>) -> Select<'_, T>
    where
        C: Allows<can::Query, I>,
    {
        Select::query(&*self.backend, Some(index), Ok(key.into()))
    }

    /// All items, in no order. Reads, and pays for, the whole table.
    pub fn scan<I>(&self) -> Select<'_, T>
    where
        C: Allows<can::Scan, I>,
    {
        Select::scan(&*self.backend)
    }

    /// Writes an item; what its key had before is gone.
    ///
    /// # Errors
    /// The table cannot be reached, or serde writes the item without its key.
    pub fn put<I>(&self, item: &T) -> Later<'_, ()>
    where
        C: Allows<can::Put, I>,
    {
        let item = fields(item);
        Box::pin(async move { self.backend.put(item?, false).await.map(drop) })
    }

    /// Writes an item unless its key has one already. Whether it was written.
    ///
    /// # Errors
    /// The table cannot be reached, or serde writes the item without its key.
    pub fn put_if_absent<I>(&self, item: &T) -> Later<'_, bool>
    where
        C: Allows<can::Put, I>,
    {
        let item = fields(item);
        Box::pin(async move { self.backend.put(item?, true).await })
    }

    /// Changes fields of an item that is there: `orders.update(id).set("status", "paid").send().await`.
    pub fn update<I>(&self, key: impl IntoKey<T::Key>) -> Update<'_>
    where
        C: Allows<can::Update, I>,
    {
        Update::new(&*self.backend, key_fields::<T>(&key.into_key()))
    }

    /// Removes the item of a key; it is no mistake if there is none.
    ///
    /// # Errors
    /// The table cannot be reached.
    pub fn delete<I>(&self, key: impl IntoKey<T::Key>) -> Later<'_, ()>
    where
        C: Allows<can::Delete, I>,
    {
        let key = key_fields::<T>(&key.into_key());
        Box::pin(async move { self.backend.delete(key?).await })
    }

    /// Writes and removes any number of items, each on its own: some may be done when another fails. Of several
    /// writes of one key the last counts.
    ///
    /// # Errors
    /// The table cannot be reached, or serde writes an item without its key.
    pub fn batch_write<I>(&self, writes: impl IntoIterator<Item = Write<T>>) -> Later<'_, ()>
    where
        C: Allows<can::BatchWrite, I>,
    {
        let writes = parts(writes);
        Box::pin(async move {
            let (put, delete) = writes?;
            self.backend.batch_write(put, delete).await
        })
    }
}

/// What is written and what is removed. Of several writes of one key the last counts, as if they were made in order.
fn parts<T: resource::Table>(writes: impl IntoIterator<Item = Write<T>>) -> Result<(Vec<Item>, Vec<Item>)> {
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<Option<(Item, bool)>> = Vec::new();
    for write in writes {
        let (key, write) = match write {
            Write::Put(item) => {
                let item = fields(&item)?;
                (key_of::<T>(&item), (item, true))
            }
            Write::Delete(key) => {
                let key = key_fields::<T>(&key)?;
                (key.clone(), (key, false))
            }
        };
        if let Some(earlier) = last.insert(json(&key)?, all.len()) {
            all[earlier] = None;
        }
        all.push(Some(write));
    }
    let (put, delete): (Vec<_>, Vec<_>) = all.into_iter().flatten().partition(|(_, is_put)| *is_put);
    let items = |writes: Vec<(Item, bool)>| writes.into_iter().map(|(item, _)| item).collect();
    Ok((items(put), items(delete)))
}

/// Keys, each once.
fn distinct<T: resource::Table>(keys: impl IntoIterator<Item = T::Key>) -> Result<Vec<Item>> {
    let (mut seen, mut distinct) = (BTreeSet::new(), Vec::new());
    for key in keys {
        let key = key_fields::<T>(&key)?;
        if seen.insert(json(&key)?) {
            distinct.push(key);
        }
    }
    Ok(distinct)
}

/// The key of an item.
fn key_of<T: resource::Table>(item: &Item) -> Item {
    let names = [Some(T::KEY.key), T::KEY.sort].into_iter().flatten();
    names.filter_map(|name| Some((name.to_owned(), item.get(name)?.clone()))).collect()
}

fn key_fields<T: resource::Table>(key: &T::Key) -> Result<Item> {
    let value = T::key_json(key)?;
    let Some(sort) = T::KEY.sort else { return Ok(Item::from_iter([(T::KEY.key.to_owned(), value)])) };
    let pair: [Value; 2] = serde_json::from_value(value)?;
    Ok([T::KEY.key, sort].map(str::to_owned).into_iter().zip(pair).collect())
}

/// The fields of an item; its key is among them.
pub(crate) fn fields<T: resource::Table>(item: &T) -> Result<Item> {
    let Value::Object(fields) = serde_json::to_value(item)? else {
        return Err(Error::new(format!("an item of the table `{}` is not written as fields", T::ID)));
    };
    for name in [Some(T::KEY.key), T::KEY.sort].into_iter().flatten() {
        if fields.get(name).is_none_or(Value::is_null) {
            return Err(Error::new(format!("an item of the table `{}` is written without its `{name}`", T::ID)));
        }
    }
    Ok(fields)
}

pub(crate) fn read<T: resource::Table>(item: Item) -> Result<T> {
    Ok(serde_json::from_value(Value::Object(item))?)
}

impl<K, T, C> Parameter<K> for Table<T, C>
where
    T: resource::Table,
    C: can::Set<kind::Table>,
{
    fn grants(grants: &mut Grants) {
        grants.add(T::KIND, T::ID, C::names());
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.table(T::ID, T::KEY, T::INDEXES)?))
    }
}

//! Queries and scans, page by page.

use std::marker::PhantomData;

use serde_json::Value;

use super::table::read;
use crate::backend::{self, Item};
use crate::resource;
use crate::{Error, Result};

/// A query or scan that has not run yet.
#[must_use = "nothing is read before `all` or `page`"]
pub struct Select<'a, T> {
    backend: &'a dyn backend::Table,
    selection: Result<Selection>,
    of: PhantomData<fn() -> T>,
}

/// What is selected, as an adapter sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The index, or the table itself.
    pub index: Option<String>,
    /// The key of a query; a scan has none.
    pub key: Option<Value>,
    /// Which sort keys.
    pub sort: Option<SortKeys>,
    /// From the lowest sort key, or from the highest.
    pub order: Order,
    /// The most items of a page; without it, as many as the table hands over at once (1 MB in DynamoDB).
    pub limit: Option<u32>,
    /// Where the page begins: what the page before said.
    pub after: Option<Item>,
}

/// Which sort keys a query takes.
#[derive(Clone, Debug, PartialEq)]
pub enum SortKeys {
    /// From the first to the second, both included.
    Between(Value, Value),
    /// Texts that begin so.
    StartingWith(String),
}

/// The order of a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// From the lowest sort key.
    #[default]
    Ascending,
    /// From the highest sort key.
    Descending,
}

/// Some of the items, and where to go on.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins, for [`Select::after`]; nothing on the last one.
    pub next: Option<Item>,
}

impl<'a, T: resource::Table> Select<'a, T> {
    pub(crate) fn query(backend: &'a dyn backend::Table, index: Option<&str>, key: Result<Value>) -> Self {
        let index = index.map(str::to_owned);
        let selection = key.map(|key| Selection { index, key: Some(key), ..Selection::default() });
        Self { backend, selection, of: PhantomData }.checked()
    }

    pub(crate) fn scan(backend: &'a dyn backend::Table) -> Self {
        Self { backend, selection: Ok(Selection::default()), of: PhantomData }
    }

    /// Only sort keys from `low` to `high`, both included.
    pub fn between(self, low: impl Into<Value>, high: impl Into<Value>) -> Self {
        let (low, high) = (low.into(), high.into());
        self.with(|selection| selection.sort = Some(SortKeys::Between(low, high)))
    }

    /// Only sort keys that begin so.
    pub fn starting_with(self, prefix: impl Into<String>) -> Self {
        let prefix = prefix.into();
        self.with(|selection| selection.sort = Some(SortKeys::StartingWith(prefix)))
    }

    /// From the highest sort key to the lowest.
    pub fn descending(self) -> Self {
        self.with(|selection| selection.order = Order::Descending)
    }

    /// The most items of a page. [`Select::all`] reads every page all the same.
    pub fn limit(self, items: u32) -> Self {
        self.with(|selection| selection.limit = Some(items.max(1)))
    }

    /// Goes on where a page ended.
    pub fn after(self, next: Item) -> Self {
        self.with(|selection| selection.after = Some(next))
    }

    /// One page.
    ///
    /// # Errors
    /// The table cannot be reached, it has no such index, or one of its items is not a `T`.
    pub async fn page(self) -> Result<Page<T>> {
        let (items, next) = self.backend.select(self.selection?).await?;
        Ok(Page { items: items.into_iter().map(read).collect::<Result<_>>()?, next })
    }

    /// Every page.
    ///
    /// # Errors
    /// As [`Select::page`].
    pub async fn all(self) -> Result<Vec<T>> {
        let mut selection = self.selection?;
        let mut all = Vec::new();
        loop {
            let (items, next) = self.backend.select(selection.clone()).await?;
            for item in items {
                all.push(read(item)?);
            }
            if next.is_none() {
                return Ok(all);
            }
            selection.after = next;
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Selection)) -> Self {
        if let Ok(selection) = &mut self.selection {
            change(selection);
        }
        self
    }

    /// An index that the table does not have is found before anything is asked.
    fn checked(mut self) -> Self {
        if let Ok(Selection { index: Some(index), .. }) = &self.selection
            && T::INDEXES.iter().all(|known| known.name != index)
        {
            let known: Vec<&str> = T::INDEXES.iter().map(|index| index.name).collect();
            let message = format!("the table `{}` has no index `{index}`; it has: {}", T::ID, known.join(", "));
            self.selection = Err(Error::new(message));
        }
        self
    }
}

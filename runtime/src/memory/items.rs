//! The items of a table: the same answers as DynamoDB's, item by item.

use std::cmp::Ordering;

use serde_json::Value;

use crate::backend::{Changes, Item, Order, Selection, SortKeys};
use crate::resource::{Index, KeyFields};
use crate::{Error, Result};

/// Items in the order in which their keys came.
pub(crate) struct Items {
    key: KeyFields,
    indexes: &'static [Index],
    all: Vec<Item>,
}

impl Items {
    pub(crate) fn new(key: KeyFields, indexes: &'static [Index]) -> Self {
        Self { key, indexes, all: Vec::new() }
    }

    /// Every item.
    pub(crate) fn all(&self) -> &[Item] {
        &self.all
    }

    fn same(&self, one: &Item, other: &Item) -> bool {
        let mut names = [Some(self.key.key), self.key.sort].into_iter().flatten();
        names.all(|name| one.get(name) == other.get(name))
    }

    fn place(&self, key: &Item) -> Option<usize> {
        self.all.iter().position(|it| self.same(it, key))
    }

    /// Writes an item, and gives the one that its key had before.
    pub(crate) fn write(&mut self, item: Item) -> Option<Item> {
        match self.place(&item).and_then(|place| self.all.get_mut(place)) {
            Some(there) => Some(std::mem::replace(there, item)),
            None => {
                self.all.push(item);
                None
            }
        }
    }

    /// The item of a key.
    pub(crate) fn find(&self, key: &Item) -> Option<&Item> {
        self.all.iter().find(|it| self.same(it, key))
    }

    /// Removes the item of a key, and gives it.
    pub(crate) fn remove(&mut self, key: &Item) -> Option<Item> {
        self.place(key).map(|place| self.all.remove(place))
    }

    /// What changes make of the item of a key: as it was, and as it is to be. Nothing where there is none that fits.
    ///
    /// # Errors
    /// A number is added to something else, or the key would change.
    pub(crate) fn changed(&self, key: &Item, changes: Changes) -> Result<Option<(Item, Item)>> {
        let Some(item) = self.find(key) else { return Ok(None) };
        if changes.only_if.iter().any(|(field, value)| item.get(field) != Some(value)) {
            return Ok(None);
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
        Ok(Some((item.clone(), new)))
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

    /// One page of a query or scan.
    ///
    /// # Errors
    /// There is no such index.
    pub(crate) fn select(&self, selection: &Selection) -> Result<(Vec<Item>, Option<Item>)> {
        let fields = self.fields(selection)?;
        let in_index = |item: &Item| item.get(fields.key).is_some_and(|value| !value.is_null());
        let mut found: Vec<Item> = self.all.iter().filter(|item| in_index(item)).cloned().collect();
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

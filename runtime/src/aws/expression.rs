//! Expressions of DynamoDB. Every field and value stands behind a placeholder: no name is reserved and none is read as
//! a path.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

use super::attribute::Fields;
use crate::backend::{Changes, SortKeys};
use crate::resource::KeyFields;
use crate::{Error, Result};

/// The placeholders of one request.
#[derive(Debug)]
pub struct Placeholders {
    fields: Fields,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

/// What becomes of a field.
enum Change {
    Set(Value),
    Add(i64),
    Remove,
}

impl Placeholders {
    /// None yet.
    pub fn new(fields: Fields) -> Self {
        Self { fields, names: HashMap::new(), values: HashMap::new() }
    }

    /// Those of names, and those of values; DynamoDB takes no empty list of them.
    #[allow(clippy::type_complexity)] // Both go into two setters of the SDK, which want exactly this.
    pub fn into_parts(self) -> (Option<HashMap<String, String>>, Option<HashMap<String, AttributeValue>>) {
        let Self { names, values, .. } = self;
        ((!names.is_empty()).then_some(names), (!values.is_empty()).then_some(values))
    }

    fn name(&mut self, field: &str) -> String {
        let placeholder = format!("#{}", self.names.len());
        self.names.insert(placeholder.clone(), field.to_owned());
        placeholder
    }

    fn value(&mut self, field: &str, value: Value) -> Result<String> {
        let placeholder = format!(":{}", self.values.len());
        self.values.insert(placeholder.clone(), self.fields.value(field, value)?);
        Ok(placeholder)
    }

    fn equal(&mut self, field: &str, value: Value) -> Result<String> {
        Ok(format!("{} = {}", self.name(field), self.value(field, value)?))
    }

    /// That there is no item with the key yet.
    pub fn absent(&mut self) -> String {
        format!("attribute_not_exists({})", self.name(self.fields.key.key))
    }

    /// Which items a query takes.
    pub fn condition(&mut self, by: KeyFields, key: Value, sort: Option<SortKeys>) -> Result<String> {
        let key = self.equal(by.key, key)?;
        let Some(sort) = sort else { return Ok(key) };
        let unsorted = || Error::new(format!("items found by `{}` have no sort key", by.key));
        let field = by.sort.ok_or_else(unsorted)?;
        let name = self.name(field);
        Ok(match sort {
            SortKeys::Between(low, high) => {
                let (low, high) = (self.value(field, low)?, self.value(field, high)?);
                format!("{key} AND {name} BETWEEN {low} AND {high}")
            }
            SortKeys::StartingWith(prefix) => {
                let prefix = self.value(field, prefix.into())?;
                format!("{key} AND begins_with({name}, {prefix})")
            }
        })
    }

    /// That the item is there, and that its fields are so.
    pub fn unchanged(&mut self, only_if: Vec<(String, Value)>) -> Result<String> {
        let mut all = vec![format!("attribute_exists({})", self.name(self.fields.key.key))];
        for (field, value) in only_if {
            all.push(self.equal(&field, value)?);
        }
        Ok(all.join(" AND "))
    }

    /// What becomes of the fields; nothing where none changes.
    pub fn changes(&mut self, changes: Changes) -> Result<Option<String>> {
        let (mut set, mut add, mut remove) = (Vec::new(), Vec::new(), Vec::new());
        for (field, change) in merged(changes)? {
            let name = self.name(&field);
            match change {
                // An index never sees a null.
                Change::Set(Value::Null) if self.fields.is_indexed(&field) => remove.push(name),
                Change::Set(value) => set.push(format!("{name} = {}", self.value(&field, value)?)),
                Change::Add(number) => add.push(format!("{name} {}", self.value(&field, number.into())?)),
                Change::Remove => remove.push(name),
            }
        }
        let clauses = [("SET", set), ("ADD", add), ("REMOVE", remove)];
        let clauses = clauses.into_iter().filter(|(_, parts)| !parts.is_empty());
        let clauses: Vec<String> = clauses.map(|(word, parts)| format!("{word} {}", parts.join(", "))).collect();
        Ok((!clauses.is_empty()).then(|| clauses.join(" ")))
    }
}

/// One change a field, as if they were made one after the other: first what is set, then what is added, then what is
/// removed. DynamoDB refuses two changes of one field.
fn merged(changes: Changes) -> Result<BTreeMap<String, Change>> {
    let mut merged: BTreeMap<String, Change> =
        changes.set.into_iter().map(|(field, value)| (field, Change::Set(value))).collect();
    for (field, number) in changes.add {
        let overflow = || Error::new(format!("what is added to the field `{field}` is too large"));
        let change = match merged.get(&field) {
            Some(Change::Add(before)) => Change::Add(before.checked_add(number).ok_or_else(overflow)?),
            Some(Change::Set(value)) => {
                let whole = value.as_i64().and_then(|it| it.checked_add(number));
                Change::Set(whole.ok_or_else(overflow)?.into())
            }
            Some(Change::Remove) | None => Change::Add(number),
        };
        merged.insert(field, change);
    }
    merged.extend(changes.remove.into_iter().map(|field| (field, Change::Remove)));
    Ok(merged)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Fields, Placeholders};
    use crate::backend::Changes;
    use crate::resource::{Index, KeyFields};

    const FIELDS: Fields = Fields {
        key: KeyFields { key: "id", sort: None, binary: &[], numbers: &[] },
        indexes: &[Index {
            name: "by-state",
            fields: KeyFields { key: "state", sort: None, binary: &[], numbers: &[] },
        }],
    };

    fn written(changes: Changes) -> Option<String> {
        let mut placeholders = Placeholders::new(FIELDS);
        placeholders.changes(changes).expect("they can be written")
    }

    #[test]
    fn a_field_is_changed_once() {
        let (text, number) = (|it: &str| it.to_owned(), |it: &str, n| (it.to_owned(), n));
        let changes = Changes {
            set: vec![(text("a"), json!(1)), (text("a"), json!(2)), (text("b"), json!("x"))],
            add: vec![number("a", 3), number("c", 4), number("c", -1)],
            remove: vec![text("b")],
            only_if: Vec::new(),
        };
        assert_eq!(written(changes).as_deref(), Some("SET #0 = :0 ADD #2 :1 REMOVE #1"));
        assert_eq!(written(Changes::default()), None);
    }

    #[test]
    fn an_index_loses_an_item_whose_field_becomes_nothing() {
        let changes = Changes { set: vec![("state".to_owned(), json!(null))], ..Changes::default() };
        assert_eq!(written(changes).as_deref(), Some("REMOVE #0"));
    }
}

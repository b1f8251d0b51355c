//! JSON and DynamoDB's own values.
//!
//! A field that items are found by may hold bytes: JSON has a list of numbers for it and DynamoDB has `B`, and the
//! table's keys say which fields those are.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

use super::number::number;
use crate::backend::Item;
use crate::resource::{Index, KeyFields};
use crate::{Error, Result};

/// Which fields of a table DynamoDB looks at.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The table's own.
    pub key: KeyFields,
    /// Those of its indexes.
    pub indexes: &'static [Index],
}

impl Fields {
    /// Whether a field holds bytes.
    fn is_binary(self, field: &str) -> bool {
        let mut all = std::iter::once(self.key).chain(self.indexes.iter().map(|index| index.fields));
        all.any(|fields| fields.binary.contains(&field))
    }

    /// Whether an index finds items by a field. Items without it are not in the index; DynamoDB takes no null there.
    pub fn is_indexed(self, field: &str) -> bool {
        self.indexes.iter().any(|index| index.fields.key == field || index.fields.sort == Some(field))
    }

    /// The value of a field.
    pub fn value(self, field: &str, value: Value) -> Result<AttributeValue> {
        if self.is_binary(field) { bytes(field, &value) } else { Ok(self::value(value)) }
    }

    /// An item or a key.
    pub fn item(self, item: Item) -> Result<HashMap<String, AttributeValue>> {
        let there = item.into_iter().filter(|(field, value)| !(value.is_null() && self.is_indexed(field)));
        there.map(|(field, json)| self.value(&field, json).map(|value| (field, value))).collect()
    }
}

fn bytes(field: &str, value: &Value) -> Result<AttributeValue> {
    let byte = |value: &Value| value.as_u64().and_then(|it| u8::try_from(it).ok());
    let bytes = value.as_array().and_then(|list| list.iter().map(byte).collect::<Option<Vec<u8>>>());
    let wrong = || Error::new(format!("the field `{field}` holds bytes, and is written as something else"));
    bytes.map(|bytes| AttributeValue::B(Blob::new(bytes))).ok_or_else(wrong)
}

fn value(json: Value) -> AttributeValue {
    match json {
        Value::Null => AttributeValue::Null(true),
        Value::Bool(value) => AttributeValue::Bool(value),
        Value::Number(number) => AttributeValue::N(number.to_string()),
        Value::String(text) => AttributeValue::S(text),
        Value::Array(list) => AttributeValue::L(list.into_iter().map(value).collect()),
        Value::Object(fields) => {
            AttributeValue::M(fields.into_iter().map(|(name, json)| (name, value(json))).collect())
        }
    }
}

/// An item of DynamoDB as JSON: sets are lists, and bytes are lists of numbers.
pub fn item(attributes: HashMap<String, AttributeValue>) -> Result<Item> {
    attributes.into_iter().map(|(field, value)| Ok((field, json(value)?))).collect()
}

fn json(value: AttributeValue) -> Result<Value> {
    let list = |blob: Blob| Value::from(blob.into_inner());
    Ok(match value {
        AttributeValue::Null(_) => Value::Null,
        AttributeValue::Bool(value) => value.into(),
        AttributeValue::N(text) => number(&text)?.into(),
        AttributeValue::S(text) => text.into(),
        AttributeValue::B(blob) => list(blob),
        AttributeValue::L(values) => Value::Array(values.into_iter().map(json).collect::<Result<_>>()?),
        AttributeValue::M(values) => Value::Object(item(values)?),
        AttributeValue::Ss(texts) => texts.into(),
        AttributeValue::Ns(texts) => {
            Value::Array(texts.iter().map(|text| Ok(number(text)?.into())).collect::<Result<_>>()?)
        }
        AttributeValue::Bs(blobs) => Value::Array(blobs.into_iter().map(list).collect()),
        other => return Err(Error::new(format!("DynamoDB answered a value of an unknown kind: {other:?}"))),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{AttributeValue, Blob, Fields, item};
    use crate::resource::{Index, KeyFields};

    const FIELDS: Fields = Fields {
        key: KeyFields { key: "id", sort: None, binary: &["id"], numbers: &[] },
        indexes: &[Index {
            name: "by-state",
            fields: KeyFields { key: "state", sort: None, binary: &[], numbers: &[] },
        }],
    };

    fn fields(json: Value) -> crate::backend::Item {
        let Value::Object(fields) = json else { panic!("an item is an object") };
        fields
    }

    #[test]
    fn what_is_written_is_read() {
        let written = json!({
            "id": [1, 255], "list": [1, -2, "x", null, [true]], "nothing": null, "deep": { "a": { "b": 0.1 } },
            "large": u64::MAX, "small": i64::MIN, "float": 1e20, "tiny": -2.5e-7, "empty": "",
        });
        let stored = FIELDS.item(fields(written.clone())).expect("it can be stored");
        assert_eq!(stored["id"], AttributeValue::B(Blob::new([1, 255])));
        assert_eq!(stored["large"], AttributeValue::N(u64::MAX.to_string()));
        assert_eq!(Value::Object(item(stored).expect("it can be read")), written);
    }

    #[test]
    fn an_index_never_sees_a_null() {
        let stored = FIELDS.item(fields(json!({ "id": [], "state": null, "other": null }))).expect("it can be stored");
        assert!(!stored.contains_key("state"));
        assert_eq!(stored["other"], AttributeValue::Null(true));
    }

    #[test]
    fn sets_are_lists() {
        let sets = [
            ("texts", AttributeValue::Ss(vec!["a".to_owned()])),
            ("numbers", AttributeValue::Ns(vec!["7".to_owned()])),
            ("bytes", AttributeValue::Bs(vec![Blob::new([9])])),
        ];
        let read = item(sets.map(|(name, set)| (name.to_owned(), set)).into()).expect("it can be read");
        assert_eq!(Value::Object(read), json!({ "texts": ["a"], "numbers": [7], "bytes": [[9]] }));
    }

    #[test]
    fn a_key_of_bytes_is_nothing_else() {
        for wrong in [json!("text"), json!([256]), json!([-1])] {
            assert!(FIELDS.value("id", wrong).is_err());
        }
    }
}

//! DynamoDB's typed attributes, as its stream writes them in JSON, to plain JSON.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::Result;
use crate::aws::number::number;
use crate::backend::Item;

/// A typed value.
#[derive(Deserialize)]
pub enum Attribute {
    #[serde(rename = "S")]
    Text(String),
    #[serde(rename = "N")]
    Number(String),
    #[serde(rename = "B")]
    Bytes(String),
    #[serde(rename = "BOOL")]
    Bool(bool),
    #[serde(rename = "NULL")]
    Null(IgnoredAny),
    #[serde(rename = "M")]
    Map(BTreeMap<String, Attribute>),
    #[serde(rename = "L")]
    List(Vec<Attribute>),
    #[serde(rename = "SS")]
    Texts(Vec<String>),
    #[serde(rename = "NS")]
    Numbers(Vec<String>),
    #[serde(rename = "BS")]
    ManyBytes(Vec<String>),
}

/// An item.
pub fn plain(item: BTreeMap<String, Attribute>) -> Result<Item> {
    item.into_iter().map(|(name, attribute)| Ok((name, value(attribute)?))).collect()
}

fn value(attribute: Attribute) -> Result<Value> {
    Ok(match attribute {
        Attribute::Text(text) => Value::String(text),
        Attribute::Number(digits) => number(&digits)?.into(),
        Attribute::Bytes(base64) => bytes(&base64)?,
        Attribute::Bool(value) => Value::Bool(value),
        Attribute::Null(_) => Value::Null,
        Attribute::Map(fields) => Value::Object(plain(fields)?),
        Attribute::List(values) => Value::Array(values.into_iter().map(value).collect::<Result<_>>()?),
        Attribute::Texts(texts) => texts.into(),
        Attribute::Numbers(numbers) => {
            Value::Array(numbers.iter().map(|it| Ok(number(it)?.into())).collect::<Result<_>>()?)
        }
        Attribute::ManyBytes(many) => Value::Array(many.iter().map(|it| bytes(it)).collect::<Result<_>>()?),
    })
}

/// A list of numbers, as serde writes and reads a `Vec<u8>`.
fn bytes(base64: &str) -> Result<Value> {
    Ok(STANDARD.decode(base64)?.into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_type_becomes_plain_json() {
        let typed = r#"{
            "id": {"S": "o1"}, "cents": {"N": "18446744073709551615"}, "low": {"N": "-7"}, "rate": {"N": "0.19"},
            "raw": {"B": "AAH/"}, "paid": {"BOOL": true}, "receipt": {"NULL": true},
            "lines": {"L": [{"M": {"product": {"S": "tea"}, "count": {"N": "2"}}}]},
            "tags": {"SS": ["a", "b"]}, "sizes": {"NS": ["1", "2.5"]}, "hashes": {"BS": ["AQ==", "Ag=="]}
        }"#;
        let item = plain(serde_json::from_str(typed).unwrap()).unwrap();
        let expected = json!({
            "id": "o1", "cents": u64::MAX, "low": -7, "rate": 0.19, "raw": [0, 1, 255], "paid": true,
            "receipt": null, "lines": [{"product": "tea", "count": 2}], "tags": ["a", "b"], "sizes": [1, 2.5],
            "hashes": [[1], [2]],
        });
        assert_eq!(Value::Object(item), expected);
    }
}

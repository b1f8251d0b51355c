//! Changes of a table, in order for each key.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::attribute::{Attribute, plain};
use super::batch::Part;
use super::one::One;
use super::stream;
use crate::backend::Item;
use crate::invoke::{Incoming, Trace};
use crate::{Change, Error, Result};

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "eventName")]
    happened: Happened,
    #[serde(rename = "dynamodb")]
    change: Images,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Happened {
    Insert,
    Modify,
    Remove,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Images {
    /// A sorted map: the same key is the same text.
    keys: BTreeMap<String, Value>,
    new_image: Option<BTreeMap<String, Attribute>>,
    old_image: Option<BTreeMap<String, Attribute>>,
    sequence_number: String,
}

impl Record {
    fn change(happened: Happened, images: Images) -> Result<Change<Item>> {
        let item = |image: Option<_>, which| {
            image.map(plain).ok_or_else(|| Error::new(format!("the table's stream does not show the {which} item")))?
        };
        Ok(match happened {
            Happened::Insert => Change::Insert { new: item(images.new_image, "new")? },
            Happened::Modify => {
                Change::Modify { old: item(images.old_image, "old")?, new: item(images.new_image, "new")? }
            }
            Happened::Remove => Change::Remove { old: item(images.old_image, "old")? },
        })
    }
}

/// Handles a batch and reports the first change that failed.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let event: Event = one.read(event)?;
    let parts = event.records.into_iter().map(|Record { happened, change }| {
        // Texts by names: there is nothing in it that could fail.
        let key = serde_json::to_string(&change.keys).unwrap_or_default();
        let name = change.sequence_number.clone();
        (
            Some(key),
            Part { name, trace: Trace::default(), incoming: Record::change(happened, change).map(Incoming::Change) },
        )
    });
    stream::handle(one, parts.collect()).await
}

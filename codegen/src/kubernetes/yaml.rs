//! The one writer of YAML.
//!
//! Block style, documents apart by `---`. What a person looks for first stands first; everything else is in the order
//! of the alphabet, so that the same objects give the same bytes.

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::Value;

/// A file.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// What it is, for its reader.
    pub comment: String,
    /// What is in it.
    pub documents: Vec<Document>,
}

/// An object in a file.
#[derive(Clone, Debug)]
pub struct Document {
    comment: String,
    value: Value,
}

impl Document {
    /// An object.
    pub fn of(object: &impl Serialize) -> Self {
        // Our objects have texts for keys, so that they are values of JSON always.
        Self { comment: String::new(), value: serde_json::to_value(object).unwrap_or_default() }
    }

    /// Its kind and its name, such as `Deployment storefront`.
    pub fn title(&self) -> String {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (kind, name) = (text(&self.value["kind"]), text(&self.value["metadata"]["name"]));
        format!("{kind} {name}").trim_end().to_owned()
    }

    /// What a reader should know about it.
    #[must_use]
    pub fn comment(self, text: impl Into<String>) -> Self {
        Self { comment: text.into(), ..self }
    }
}

/// The text of a file.
pub fn print(manifest: &Manifest) -> String {
    let mut out = comment(&manifest.comment);
    for (index, document) in manifest.documents.iter().enumerate() {
        if index > 0 || !out.is_empty() {
            out.push_str("---\n");
        }
        out.push_str(&comment(&document.comment));
        out.push_str(&value(&document.value));
    }
    out
}

fn comment(text: &str) -> String {
    let line = |line: &str| {
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("# {line}").trim_end().to_owned() + "\n"
    };
    text.lines().map(line).collect()
}

fn value(value: &Value) -> String {
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false, compact_list_indent: false };
    let text = serde_saphyr::to_string_with_options(&Ordered(value), options);
    // Writing to a text cannot fail, and texts and numbers of JSON are texts and numbers of YAML.
    text.unwrap_or_default()
}

/// A value whose maps are in the order in which people write them.
struct Ordered<'a>(&'a Value);

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(&Ordered(item)))?;
                list.end()
            }
            Value::Object(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                entries.sort_by_key(|(key, _)| (rank(key), *key));
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, &Ordered(value)))?;
                map.end()
            }
            other => other.serialize(serializer),
        }
    }
}

/// What a reader looks for first.
fn rank(key: &str) -> usize {
    const FIRST: [&str; 7] = ["apiVersion", "kind", "metadata", "name", "namespace", "type", "image"];
    FIRST.iter().position(|first| *first == key).unwrap_or(FIRST.len())
}

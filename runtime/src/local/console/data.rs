//! What a person writes to start a function, as its trigger would bring it.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::CONTENT_TYPE;
use http::{Request, Uri};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::backend::Item;
use crate::invoke::{Incoming, Request as Asked};
use crate::local::ids;
use crate::registry::{Function, Trigger};
use crate::{Change, Error, Event, Happening, Object, Record, Result};

/// What the console and `watershed invoke` show as an example.
pub fn example(trigger: &Trigger) -> &'static str {
    match trigger {
        Trigger::Http { .. } | Trigger::Url { .. } => r#"{ "path": {}, "query": "", "headers": {}, "body": null }"#,
        Trigger::Schedule { .. } => "null",
        Trigger::Table { .. } => r#"{ "old": null, "new": {} }"#,
        Trigger::Bucket { .. } => r#"{ "key": "", "size": 0, "happened": "created" }"#,
        Trigger::Event { .. } => r#"{ "source": "", "detail_type": "", "detail": {} }"#,
        Trigger::Stream { .. } => r#"{ "partition_key": "", "data": {} }"#,
        Trigger::Queue { .. } | Trigger::Topic { .. } | Trigger::Call => "{}",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    old: Option<Item>,
    new: Option<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    key: String,
    #[serde(default)]
    size: u64,
    happened: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    source: String,
    detail_type: String,
    detail: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Put {
    partition_key: String,
    data: Value,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asking {
    method: Option<String>,
    path: BTreeMap<String, String>,
    query: String,
    headers: BTreeMap<String, String>,
    body: Value,
    claims: Option<Map<String, Value>>,
}

/// What a function gets.
///
/// # Errors
/// The trigger brings something of another shape; the error says of which.
pub fn incoming(function: &Function, data: Value) -> Result<Incoming> {
    let read = match function.trigger {
        Trigger::Queue { .. } | Trigger::Topic { .. } => Ok(Incoming::Message(data.to_string())),
        Trigger::Call => Ok(Incoming::Call(data.to_string())),
        Trigger::Schedule { .. } => tick(&data).map(Incoming::Tick),
        Trigger::Table { .. } => change(data).map(Incoming::Change),
        Trigger::Bucket { .. } => object(data).map(Incoming::Object),
        Trigger::Event { .. } => {
            serde_json::from_value(data).map_err(Into::into).map(|Said { source, detail_type, detail }| {
                Incoming::Event(Event { id: ids::unique(), source, detail_type, detail })
            })
        }
        Trigger::Stream { .. } => {
            serde_json::from_value(data).map_err(Into::into).map(|Put { partition_key, data }| {
                Incoming::Record(Record { partition_key, sequence_number: "0".to_owned(), data: data.to_string() })
            })
        }
        Trigger::Http { method, path, .. } => request(method, path, data),
        Trigger::Url { .. } => request("ANY", "/", data),
    };
    let (kind, example) = (function.trigger.kind(), example(&function.trigger));
    read.map_err(|error| Error::bad_request(format!("the data of a `{kind}` function looks like {example}: {error}")))
}

fn tick(data: &Value) -> Result<SystemTime> {
    match data {
        Value::Null => Ok(SystemTime::now()),
        Value::Number(seconds) => {
            let seconds = seconds.as_u64().and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
            seconds.ok_or_else(|| Error::new("these are no seconds since 1970"))
        }
        Value::String(time) => Ok(time.parse::<jiff::Timestamp>()?.into()),
        _ => Err(Error::new("a time is `null` (now), seconds since 1970, or a text like \"2026-01-01T03:00:00Z\"")),
    }
}

fn change(data: Value) -> Result<Change<Item>> {
    match serde_json::from_value(data)? {
        Changed { old: None, new: Some(new) } => Ok(Change::Insert { new }),
        Changed { old: Some(old), new: Some(new) } => Ok(Change::Modify { old, new }),
        Changed { old: Some(old), new: None } => Ok(Change::Remove { old }),
        Changed { old: None, new: None } => Err(Error::new("one of `old` and `new` is an item")),
    }
}

fn object(data: Value) -> Result<Object> {
    let Stored { key, size, happened } = serde_json::from_value(data)?;
    let happened = match happened.as_deref() {
        None | Some("created") => Happening::Created,
        Some("removed") => Happening::Removed,
        Some(other) => return Err(Error::new(format!("`{other}` does not happen to objects"))),
    };
    Ok(Object { key, size, happened })
}

fn request(method: &str, path: &str, data: Value) -> Result<Incoming> {
    let asking: Asking = if data.is_null() { Asking::default() } else { serde_json::from_value(data)? };
    let method = if method == "ANY" { asking.method.as_deref().unwrap_or("GET") } else { method };
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let path_values = names.map(|name| {
        let name = name.trim_end_matches('+');
        let value = asking.path.get(name).ok_or_else(|| Error::new(format!("`path` has no `{name}`")))?;
        Ok((name.to_owned(), value.clone()))
    });
    let path_values: Vec<(String, String)> = path_values.collect::<Result<_>>()?;
    let written = path_values.iter().fold(path.to_owned(), |written, (name, value)| {
        let value = crate::local::escape::path(value);
        written.replace(&format!("{{{name}}}"), &value).replace(&format!("{{{name}+}}"), &value)
    });
    let query = if asking.query.is_empty() { String::new() } else { format!("?{}", asking.query) };
    let mut request = Request::builder().method(method).uri(format!("{written}{query}").parse::<Uri>()?);
    let body = match asking.body {
        Value::Null => String::new(),
        Value::String(text) => text,
        json => {
            if asking.headers.keys().all(|name| !name.eq_ignore_ascii_case(CONTENT_TYPE.as_str())) {
                request = request.header(CONTENT_TYPE, "application/json");
            }
            json.to_string()
        }
    };
    for (name, value) in &asking.headers {
        request = request.header(name, value);
    }
    let (head, body) = request.body(body.into())?.into_parts();
    Ok(Incoming::Request(Box::new(Asked { head, path: path_values, body, claims: asking.claims })))
}

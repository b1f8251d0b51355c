//! An event of a bus, as EventBridge writes it.

use serde::Deserialize;
use serde_json::Value;

use crate::Event;

/// An event.
#[derive(Debug, Deserialize)]
pub struct Written {
    id: String,
    source: String,
    #[serde(rename = "detail-type")]
    detail_type: String,
    detail: Value,
}

impl From<Written> for Event<Value> {
    fn from(Written { id, source, detail_type, detail }: Written) -> Self {
        Self { id, source, detail_type, detail }
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Value, Written};

    #[test]
    fn an_event_is_read() {
        let written =
            r#"{"version":"0","id":"e1","detail-type":"Placed","source":"shop","account":"1","detail":{"a":1}}"#;
        let event: Event<Value> = serde_json::from_str::<Written>(written).unwrap().into();
        assert_eq!((event.id.as_str(), event.source.as_str(), event.detail_type.as_str()), ("e1", "shop", "Placed"));
        assert_eq!(event.detail["a"], 1);
    }
}

//! What Kubernetes counts in bytes.

use serde_json::Value;

use super::Document;

/// The annotation in which `kubectl apply` notes an object.
const NOTE: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// Where it notes an object that has no annotations, and the end of the line behind it.
const AROUND: usize = r#""annotations":{},"#.len() + 1;

/// Bytes of the values of a ConfigMap, which Kubernetes counts without their names; nothing for another object.
pub fn of_data(document: &Document) -> usize {
    let Some(data) = document.value["data"].as_object() else { return 0 };
    data.values().filter_map(Value::as_str).map(str::len).sum()
}

/// Bytes of the annotations that an object has once `kubectl apply` has noted it in one of them.
pub fn of_annotations(document: &Document) -> usize {
    let own = document.value["metadata"]["annotations"].as_object();
    let own = own.into_iter().flatten().map(|(key, value)| key.len() + value.as_str().map_or(0, str::len));
    let around = if document.value["metadata"]["annotations"].is_object() { 1 } else { AROUND };
    own.sum::<usize>() + NOTE.len() + of_json(&document.value) + around
}

/// Bytes of JSON as Go writes it: some characters that mean something to HTML or to a script are six.
fn of_json(value: &Value) -> usize {
    let text = value.to_string();
    let longer = |c: char| match c {
        '<' | '>' | '&' => 5,
        '\u{2028}' | '\u{2029}' => 3,
        _ => 0,
    };
    text.len() + text.chars().map(longer).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What `kubectl create configmap --save-config` notes, less the `null` that it writes for a date (1.32).
    #[test]
    fn a_note_is_as_long_as_that_of_kubectl() {
        let object = json!({
            "kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "name", "namespace": "ns"},
            "data": {"A": "x<y>&z \u{2028} \" \\ \n\t\r é", "B": "plain"},
        });
        let noted = r#"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"name","namespace":"ns"},"data":{"A":"x\u003cy\u003e\u0026z \u2028 \" \\ \n\t\r é","B":"plain"}}"#;
        assert_eq!(of_json(&object), noted.len());
        let document = Document::of(&object);
        assert_eq!(of_annotations(&document), NOTE.len() + noted.len() + AROUND);
        assert_eq!(of_data(&document), "x<y>&z . \" \\ \n\t\r é".len() + 2 + "plain".len());
    }

    #[test]
    fn own_annotations_count_twice() {
        let object = |annotations: Value| Document::of(&json!({"metadata": {"annotations": annotations}}));
        let added = of_annotations(&object(json!({"a": "bc"}))) - of_annotations(&object(json!({})));
        assert_eq!(added, r#""a":"bc""#.len() + "abc".len());
        assert_eq!(of_data(&object(json!({}))), 0);
    }
}

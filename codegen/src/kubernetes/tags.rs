//! Tags as labels, and as annotations where they cannot be labels.

use std::collections::BTreeMap;

/// Tags by their keys.
pub type Tags = BTreeMap<String, String>;

/// The most characters of a label's value, and of its key.
const LONGEST: usize = 63;
/// What a pod rolls over for.
pub const CHECKSUM: &str = "checksum/config";
/// Where tags stand, as JSON, whose keys are no keys of Kubernetes or mean something to it.
const OTHERS: &str = "watershed/tags";
/// Labels that controllers write on pods themselves; a Job refuses a template that has its own.
const OF_CONTROLLERS: &[&str] =
    &["controller-revision-hash", "controller-uid", "istio-injection", "job-name", "pod-template-hash"];

/// The tags that are labels.
pub fn labels(tags: &Tags) -> Tags {
    tags.iter().filter(|(key, value)| is_key(key) && is_value(value)).map(cloned).collect()
}

/// The tags that are no labels: by their own keys where Kubernetes takes them, the others together.
pub fn annotations(tags: &Tags) -> Tags {
    let (own, others): (Vec<_>, Vec<_>) =
        tags.iter().filter(|(key, value)| !(is_key(key) && is_value(value))).partition(|(key, _)| is_key(key));
    let mut annotations: Tags = own.into_iter().map(cloned).collect();
    if !others.is_empty() {
        let others = others.into_iter().map(|(key, value)| (key.clone(), value.as_str().into()));
        annotations.insert(OTHERS.to_owned(), serde_json::Value::Object(others.collect()).to_string());
    }
    annotations
}

fn cloned((key, value): (&String, &String)) -> (String, String) {
    (key.clone(), value.clone())
}

/// Whether a tag's key may stand on an object: it is a name without a prefix, and it means nothing to a controller.
/// A prefix is a domain, and whoever has it may read what stands behind it as an order: `eks.amazonaws.com/role-arn`
/// would give a role, `prometheus.io/scrape` open a port, `sidecar.istio.io/inject` change the pod.
fn is_key(key: &str) -> bool {
    is_name(key) && !OF_CONTROLLERS.contains(&key)
}

fn is_value(value: &str) -> bool {
    value.is_empty() || is_name(value)
}

fn is_name(text: &str) -> bool {
    let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.len() <= LONGEST && text.chars().all(is_inside) && begins_and_ends(text)
}

fn begins_and_ends(text: &str) -> bool {
    let is_end = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_end(text.chars().next()) && is_end(text.chars().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_label(key: &str, value: &str) -> bool {
        labels(&Tags::from([(key.to_owned(), value.to_owned())])).contains_key(key)
    }

    #[test]
    fn labels_are_what_kubernetes_takes() {
        let (fits, long) = ("a".repeat(63), "a".repeat(64));
        for key in ["team", "Cost_Center-1.x", fits.as_str()] {
            assert!(is_label(key, "v"), "{key}");
        }
        for value in ["", "7", "A-b_c.d", fits.as_str()] {
            assert!(is_label("team", value), "{value}");
        }
        let keys = ["cost center", "a:b", "-a", "a-", "/a", "a/", "a/b/c", "A.b/c", "a..b/c", "-a/b", "größe", ""];
        let of_others =
            ["eks.amazonaws.com/role-arn", "prometheus.io/scrape", "sidecar.istio.io/inject", "example.com/team"];
        let taken = ["app.kubernetes.io/name", "k8s.io/x", "job-name", "istio-injection", CHECKSUM, OTHERS];
        for key in keys.into_iter().chain(taken).chain(of_others).chain([long.as_str()]) {
            assert!(!is_label(key, "v"), "{key}");
        }
        for value in ["a b", "-a", "a.", "a/b", "a@b", "größe", "_", long.as_str()] {
            assert!(!is_label("team", value), "{value}");
        }
    }

    #[test]
    fn no_tag_is_lost() {
        let tags = [("team", "a"), ("owner", "a@b"), ("cost center", "7"), ("app.kubernetes.io/name", "x=\"y")];
        let tags: Tags = tags.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        assert_eq!(labels(&tags), Tags::from([("team".to_owned(), "a".to_owned())]));
        let others = r#"{"app.kubernetes.io/name":"x=\"y","cost center":"7"}"#;
        let expected = [("owner", "a@b"), (OTHERS, others)];
        assert_eq!(annotations(&tags), expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
    }
}

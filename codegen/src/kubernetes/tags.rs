//! Tags as labels, and as annotations where they cannot be labels.

use std::collections::BTreeMap;

/// Tags by their keys.
pub type Tags = BTreeMap<String, String>;

/// The most characters of a label's value, and of a key behind its prefix.
const LONGEST: usize = 63;
/// The most characters of a key's prefix, which is a DNS subdomain.
const LONGEST_PREFIX: usize = 253;
/// What a pod rolls over for.
pub const CHECKSUM: &str = "checksum/config";
/// Where tags stand, as JSON, whose keys are no keys of Kubernetes or mean something to it.
const OTHERS: &str = "watershed/tags";
/// Labels that controllers write on pods themselves; a Job refuses a template that has its own.
const OF_CONTROLLERS: &[&str] = &["controller-uid", "job-name", "pod-template-hash"];
/// Domains that are Kubernetes' own, as are their subdomains.
const OF_KUBERNETES: &[&str] = &["k8s.io", "kubernetes.io"];

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

/// Whether a tag's key may stand on an object: it is a qualified name, and it means nothing to Kubernetes or to us.
fn is_key(key: &str) -> bool {
    if key == CHECKSUM || key == OTHERS || OF_CONTROLLERS.contains(&key) {
        return false;
    }
    match key.split_once('/') {
        Some((prefix, name)) => is_name(name) && is_prefix(prefix) && !is_of_kubernetes(prefix),
        None => is_name(key),
    }
}

fn is_value(value: &str) -> bool {
    value.is_empty() || is_name(value)
}

fn is_name(text: &str) -> bool {
    let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.len() <= LONGEST && text.chars().all(is_inside) && begins_and_ends(text)
}

fn is_prefix(text: &str) -> bool {
    let is_inside = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.len() <= LONGEST_PREFIX && text.split('.').all(|part| part.chars().all(is_inside) && begins_and_ends(part))
}

fn begins_and_ends(text: &str) -> bool {
    let is_end = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_end(text.chars().next()) && is_end(text.chars().next_back())
}

fn is_of_kubernetes(prefix: &str) -> bool {
    let is_below =
        |domain: &str| prefix.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    OF_KUBERNETES.iter().any(|domain| is_below(domain))
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
        for key in ["team", "Cost_Center-1.x", "example.com/team", "x-y.z/T", "akubernetes.io/x", fits.as_str()] {
            assert!(is_label(key, "v"), "{key}");
        }
        for value in ["", "7", "A-b_c.d", fits.as_str()] {
            assert!(is_label("team", value), "{value}");
        }
        let keys = ["cost center", "a:b", "-a", "a-", "/a", "a/", "a/b/c", "A.b/c", "a..b/c", "-a/b", "größe", ""];
        let taken = ["app.kubernetes.io/name", "kubernetes.io/x", "k8s.io/x", "job-name", CHECKSUM, OTHERS];
        for key in keys.into_iter().chain(taken).chain([long.as_str()]) {
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

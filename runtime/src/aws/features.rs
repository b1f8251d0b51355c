//! The Cargo features that a program's handles need, so that a missing one is said when it starts and not when a
//! handle is first used.

use std::collections::BTreeSet;

/// The kinds of resources, the Cargo feature behind each, and whether it is on.
const FEATURES: &[(&str, &str, bool)] = &[
    ("table", "dynamodb", cfg!(feature = "dynamodb")),
    ("queue", "sqs", cfg!(feature = "sqs")),
    ("topic", "sns", cfg!(feature = "sns")),
    ("bucket", "s3", cfg!(feature = "s3")),
    ("secret", "secretsmanager", cfg!(feature = "secretsmanager")),
    ("bus", "eventbridge", cfg!(feature = "eventbridge")),
    ("stream", "kinesis", cfg!(feature = "kinesis")),
    ("function", "invoke", cfg!(feature = "invoke")),
];

/// The feature behind a kind of resource.
pub(super) fn of(kind: &str) -> Option<&'static str> {
    FEATURES.iter().find(|(known, ..)| *known == kind).map(|(_, feature, _)| *feature)
}

/// The kinds among these whose Cargo feature is off, each once, with the feature.
///
/// The kinds of a signature are in its [`Grants`](crate::signature::Grants); who reads queues, tables and streams
/// itself adds those.
pub fn missing<'a>(kinds: impl IntoIterator<Item = &'a str>) -> Vec<(&'static str, &'static str)> {
    let kinds: BTreeSet<&str> = kinds.into_iter().collect();
    let off = FEATURES.iter().filter(|(kind, _, on)| !on && kinds.contains(kind));
    off.map(|(kind, feature, _)| (*kind, *feature)).collect()
}

/// What is said about features that are missing; nothing where none is.
pub fn refusal(missing: &[(&str, &str)]) -> Option<String> {
    let kinds: Vec<String> = missing.iter().map(|(kind, feature)| format!("`{feature}` for a {kind}")).collect();
    let features: Vec<String> = missing.iter().map(|(_, feature)| format!("\"{feature}\"")).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "this program reaches what it was built without: {}; add to its Cargo.toml: \
             watershed = {{ features = [{}] }}",
            kinds.join(", "),
            features.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{FEATURES, missing, refusal};

    #[test]
    fn what_is_missing_is_said_once_and_at_once() {
        let found = missing(["queue", "table", "queue", "nothing"]);
        let off = |kind: &str| FEATURES.iter().any(|(known, _, on)| *known == kind && !on);
        let expected = ["table", "queue"].into_iter().filter(|kind| off(kind)).count();
        assert_eq!(found.len(), expected);
        assert_eq!(refusal(&[]), None);
        assert_eq!(
            refusal(&[("table", "dynamodb"), ("queue", "sqs")]).as_deref(),
            Some(
                "this program reaches what it was built without: `dynamodb` for a table, `sqs` for a queue; add to its \
                 Cargo.toml: watershed = { features = [\"dynamodb\", \"sqs\"] }"
            )
        );
    }
}

//! Where a resource is, as the environment says.

use super::Variables;
use crate::{Error, Result};

/// The account's own bus, which needs no variable.
const DEFAULT_BUS: &str = "default";

/// The variable that says where a resource is, such as `WATERSHED_QUEUE_CHARGES`.
pub fn variable(kind: &str, id: &str) -> String {
    format!("WATERSHED_{}_{}", kind.to_uppercase(), id.replace('-', "_").to_uppercase())
}

/// The URL, name or ARN of a resource.
///
/// # Errors
/// Nobody has set the variable.
pub fn place(variables: &Variables, kind: &str, id: &str) -> Result<String> {
    let variable = variable(kind, id);
    match variables.get(&variable) {
        Some(place) => Ok(place),
        None if kind == "bus" && id == DEFAULT_BUS => Ok(DEFAULT_BUS.to_owned()),
        None => {
            let what = what(kind);
            Err(Error::new(format!(
                "the variable `{variable}` is not set: it says {what} the {kind} `{id}`, and the generated files set it"
            )))
        }
    }
}

/// What the variable of a kind says.
fn what(kind: &str) -> &'static str {
    match kind {
        "queue" => "the URL or name of",
        "topic" | "secret" | "stream" => "the ARN or name of",
        "function" => "where others call",
        _ => "the name of",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{place, variable};
    use crate::aws::Variables;

    #[test]
    fn a_variable_is_named_by_kind_and_id() {
        assert_eq!(variable("queue", "late-charges"), "WATERSHED_QUEUE_LATE_CHARGES");
    }

    #[test]
    fn a_variable_that_is_missing_or_empty_is_named() {
        let variables = Variables::of(BTreeMap::from([("WATERSHED_QUEUE_A".to_owned(), String::new())]));
        let error = place(&variables, "queue", "a").expect_err("an empty name is none").to_string();
        assert_eq!(
            error,
            "the variable `WATERSHED_QUEUE_A` is not set: it says the URL or name of the queue `a`, and the generated \
             files set it"
        );
    }

    #[test]
    fn the_default_bus_needs_no_variable() {
        let place = place(&Variables::of(BTreeMap::new()), "bus", "default").expect("it is there");
        assert_eq!(place, "default");
    }
}

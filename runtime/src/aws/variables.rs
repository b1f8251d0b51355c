//! The environment: the process's own, or one that a test makes.

use std::collections::BTreeMap;

/// Variables of an environment.
#[derive(Clone, Debug)]
pub struct Variables(Option<BTreeMap<String, String>>);

impl Variables {
    /// Those of the process.
    pub fn of_process() -> Self {
        Self(None)
    }

    /// These and no others.
    pub fn of(variables: BTreeMap<String, String>) -> Self {
        Self(Some(variables))
    }

    /// The value of a variable; an empty one counts as missing.
    pub fn get(&self, name: &str) -> Option<String> {
        let value = match &self.0 {
            Some(variables) => variables.get(name).cloned(),
            None => std::env::var(name).ok(),
        };
        value.filter(|value| !value.is_empty())
    }

    /// Whether they replace the process's own.
    #[cfg(feature = "aws")]
    pub(super) fn are_given(&self) -> bool {
        self.0.is_some()
    }
}

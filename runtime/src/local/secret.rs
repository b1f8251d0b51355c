//! Secrets: from the environment, or from a file that Git does not see.

use std::fs;

use super::limits;
use crate::backend::{self, Later};
use crate::memory::{Shared, ready};
use crate::{Error, Result};

/// The file with secrets in the folder in which the program is started.
const FILE: &str = ".env.local";

/// A secret.
pub struct Secret {
    id: &'static str,
    value: Shared<Option<String>>,
}

impl Secret {
    /// A secret with a value, or with none yet.
    pub fn new(id: &'static str, value: Option<String>) -> Self {
        Self { id, value: Shared::new(value) }
    }

    /// Gives it a value.
    #[cfg(feature = "testing")]
    pub fn set(&self, value: String) {
        *self.value.lock() = Some(value);
    }

    /// Whether it has a value.
    pub fn is_set(&self) -> bool {
        self.value.lock().is_some()
    }

    fn read(&self) -> Result<String> {
        let value = self.value.lock().clone().ok_or_else(|| Error::new(missing(self.id)))?;
        limits::size(&format!("the secret `{}`", self.id), value.len(), limits::SECRET)?;
        Ok(value)
    }
}

/// How a person gives a value to a secret.
pub fn missing(id: &str) -> String {
    let variable = variable(id);
    format!("the secret `{id}` has no value: set `{variable}`, or write `{variable}=…` into the file `{FILE}`")
}

fn variable(id: &str) -> String {
    format!("WATERSHED_SECRET_{}", id.to_ascii_uppercase().replace('-', "_"))
}

/// The value that the environment or the file has for a secret.
pub fn find(id: &str) -> Option<String> {
    let variable = variable(id);
    std::env::var(&variable).ok().or_else(|| from_file(&fs::read_to_string(FILE).ok()?, &variable))
}

/// Lines `NAME=value`; everything behind the first `=` is the value. Empty lines and those with `#` in front are not.
fn from_file(text: &str, name: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let mut pairs = lines.filter_map(|line| line.split_once('='));
    pairs.find(|(found, _)| found.trim() == name).map(|(_, value)| value.trim().to_owned())
}

impl backend::Secret for Secret {
    fn get(&self) -> Later<'_, String> {
        ready(self.read())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_secret_a_line() {
        let text = "# mine\n\n WATERSHED_SECRET_KEY = a=b c \n#WATERSHED_SECRET_OLD=x\n";
        assert_eq!(from_file(text, &variable("key")).as_deref(), Some("a=b c"));
        assert_eq!(from_file(text, &variable("old")), None);
    }

    #[test]
    fn who_has_no_secret_is_told_how_to_give_it() {
        let error = Secret::new("payment-key", None).read().unwrap_err().to_string();
        assert!(error.contains("`WATERSHED_SECRET_PAYMENT_KEY`") && error.contains("`.env.local`"), "{error}");
    }
}

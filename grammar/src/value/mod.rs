//! Values with units, read from text.

mod arn;
mod calendar;
pub mod cpu;
mod duration;
pub mod id;
pub mod issuer;
pub mod memory;
pub mod name;
mod rate;
pub mod schedule;

pub use arn::{Arn, partition};
pub use calendar::Day;
pub use duration::Duration;
pub use rate::{Per, Rate};

/// Splits `"250ms"` into the number and the rest.
fn number_and_unit(text: &str) -> Option<(u64, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text.get(..digits)?.parse().ok()?;
    Some((number, text.get(digits..)?.trim_start()))
}

/// Why a text cannot be the name of an environment variable of AWS Lambda, if it cannot.
pub fn variable_fault(name: &str) -> Option<&'static str> {
    let good = name.len() >= 2
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (!good).then_some("AWS Lambda takes a letter, then letters, digits and `_`, two characters at least")
}

/// Why a text cannot be the name of an environment variable of a container, if it cannot.
pub fn container_variable_fault(name: &str) -> Option<&'static str> {
    let good = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (!good).then_some("a container takes a letter or `_`, then letters, digits and `_`")
}

//! A length of time.

use std::fmt;

use super::number_and_unit;

/// A length of time, kept in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duration(u64);

const UNITS: &[(&str, u64)] = &[("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

impl Duration {
    /// So many seconds.
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds * 1000)
    }

    /// Reads `"250ms"`, `"5s"`, `"10m"`, `"2h"`, `"14d"`; the error says what is accepted.
    pub fn parse(text: &str) -> Result<Self, String> {
        let accepted = || "write a number and `ms`, `s`, `m`, `h` or `d`, such as `\"5s\"`".to_owned();
        let (number, unit) = number_and_unit(text).ok_or_else(accepted)?;
        let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(accepted)?;
        number.checked_mul(*factor).map(Self).ok_or_else(accepted)
    }

    /// As a person writes it, in the largest unit that leaves no rest: `14d`.
    pub fn written(self) -> String {
        let unit = UNITS.iter().rev().find(|(_, factor)| self.0 > 0 && self.0.is_multiple_of(*factor));
        let (name, factor) = unit.unwrap_or(&("s", 1000));
        format!("{}{name}", self.0 / factor)
    }

    /// In milliseconds.
    pub const fn milliseconds(self) -> u64 {
        self.0
    }

    /// In whole seconds, rounded up.
    pub const fn seconds(self) -> u64 {
        self.0.div_ceil(1000)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(1000) { write!(f, "{} s", self.0 / 1000) } else { write!(f, "{} ms", self.0) }
    }
}

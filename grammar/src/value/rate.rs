//! How often something happens.

use super::number_and_unit;

/// The time of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// `/s`
    Second,
    /// `/m`
    Minute,
    /// `/h`
    Hour,
}

impl Per {
    /// How long it is.
    pub const fn seconds(self) -> u64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
        }
    }
}

/// So many events in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub count: u32,
    /// In which time.
    pub per: Per,
}

impl Rate {
    /// Reads `"40/s"`, `"100/m"` or `"5/h"`; the error says what is accepted.
    pub fn parse(text: &str) -> Result<Self, String> {
        let accepted = || "write a number and `/s`, `/m` or `/h`, such as `\"40/s\"`".to_owned();
        let (number, unit) = number_and_unit(text).ok_or_else(accepted)?;
        let per = match unit {
            "/s" => Per::Second,
            "/m" => Per::Minute,
            "/h" => Per::Hour,
            _ => return Err(accepted()),
        };
        Ok(Self { count: u32::try_from(number).map_err(|_| accepted())?, per })
    }
}

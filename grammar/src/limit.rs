//! What platforms take, as data: attributes and `watershed.yaml` are held to the same limits.

use crate::value::Duration;

/// What the numbers of a limit count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// MB.
    Megabytes,
    /// Seconds.
    Seconds,
    /// Bytes.
    Bytes,
    /// Characters.
    Characters,
    /// Thousandths of a core.
    Millicores,
}

/// A range, both ends in it, and who says so.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What it is about.
    pub what: &'static str,
    /// What the numbers count.
    pub unit: Unit,
    /// The least.
    pub low: u64,
    /// The most.
    pub high: u64,
    /// Whose limit it is, and when it was looked up.
    pub source: &'static str,
}

impl Limit {
    /// The most, as a count.
    pub fn most(&self) -> u32 {
        u32::try_from(self.high).unwrap_or(u32::MAX)
    }

    /// What is wrong with a number, if anything is.
    pub fn count_fault(&self, name: &str, value: u64) -> Option<String> {
        let inside = (self.low..=self.high).contains(&value);
        (!inside).then(|| format!("`{name}` is {value}, outside of {} to {}", self.low, self.high))
    }

    /// What is wrong with the length of a text in bytes, if anything is.
    pub fn length_fault(&self, name: &str, length: u64) -> Option<String> {
        let inside = (self.low..=self.high).contains(&length);
        (!inside).then(|| format!("`{name}` has {length} bytes, outside of {} to {}", self.low, self.high))
    }

    /// Whether a text has as many characters as there may be.
    pub fn takes(&self, text: &str) -> bool {
        usize::try_from(self.low).is_ok_and(|low| text.chars().count() >= low)
            && text.chars().count() <= self.most() as usize
    }

    /// What is wrong with processor time in thousandths of a core, if anything is.
    pub fn cpu_fault(&self, name: &str, value: u32) -> Option<String> {
        let inside = (self.low..=self.high).contains(&u64::from(value));
        (!inside).then(|| format!("`{name}` is {value}m, outside of {}m to {}m", self.low, self.high))
    }

    /// What is wrong with a size in MB, if anything is.
    pub fn memory_fault(&self, name: &str, value: u32) -> Option<String> {
        let inside = (self.low..=self.high).contains(&u64::from(value));
        (!inside).then(|| format!("`{name}` is {value} MB, outside of {} to {} MB", self.low, self.high))
    }

    /// What is wrong with a time, if anything is; the limit counts seconds.
    pub fn duration_fault(&self, name: &str, value: Duration) -> Option<String> {
        let inside = (self.low * 1000..=self.high * 1000).contains(&value.milliseconds());
        (!inside).then(|| {
            let (low, high) = (Duration::from_seconds(self.low), Duration::from_seconds(self.high));
            format!("`{name}` is {}, outside of {} to {}", value.written(), low.written(), high.written())
        })
    }
}

//! The clock: `rate(…)` and AWS's six-field `cron(…)`, in a time zone.

mod cron;
mod field;

use std::time::{Duration, SystemTime};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use cron::Cron;

/// When a function is started.
#[derive(Debug)]
pub enum Schedule {
    /// Every so often, from the start of the program.
    Every(Duration),
    /// When the clock in a time zone fits.
    Cron(Box<Cron>, TimeZone),
}

impl Schedule {
    /// Reads what the attribute says; a schedule without a time zone is in UTC.
    ///
    /// # Errors
    /// It is none, or there is no such time zone. The compiler refuses both.
    pub fn read(when: &str, timezone: Option<&str>) -> Result<Self, String> {
        let inside = |name: &str| when.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
        if let Some(rate) = inside("rate") {
            return every(rate).map(Self::Every).ok_or_else(|| format!("`{when}` is no rate"));
        }
        let cron = inside("cron").ok_or_else(|| format!("`{when}` is no schedule"))?;
        let zone = timezone.map_or(Ok(TimeZone::UTC), TimeZone::get).map_err(|error| error.to_string())?;
        Ok(Self::Cron(Box::new(Cron::read(cron)?), zone))
    }

    /// The next time after one; nothing where there is none any more.
    pub fn next(&self, after: SystemTime) -> Option<SystemTime> {
        match self {
            Self::Every(time) => after.checked_add(*time),
            Self::Cron(cron, zone) => {
                let after = Timestamp::try_from(after).ok()?.to_zoned(zone.clone());
                Some(cron.next(&after)?.timestamp().into())
            }
        }
    }
}

fn every(rate: &str) -> Option<Duration> {
    let (count, unit) = rate.split_once(' ')?;
    let minutes = match unit.trim_end_matches('s') {
        "minute" => 1,
        "hour" => 60,
        "day" => 24 * 60,
        _ => return None,
    };
    Some(Duration::from_mins(count.parse::<u64>().ok()?.checked_mul(minutes)?))
}

/// The time between two times as a person reads it; nothing where the second is the earlier one.
pub fn until(now: SystemTime, then: SystemTime) -> Option<Duration> {
    let (now, then) = (Timestamp::try_from(now).ok()?, Timestamp::try_from(then).ok()?);
    let left: SignedDuration = then.duration_since(now);
    left.try_into().ok()
}

#[cfg(test)]
mod tests;

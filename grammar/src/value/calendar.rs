//! When a schedule runs: whether it ever does, and how soon again.

use super::schedule::{FIELDS, Field, RateUnit, Schedule, value_of};

/// The year in which the limits were read: what ends before it is over.
const THIS_YEAR: u32 = 2026;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

impl Schedule {
    /// Why it never runs, if it never does.
    pub fn never(&self) -> Option<String> {
        let Self::Cron(fields) = self else { return None };
        let years = values(&fields[5], &FIELDS[5])?;
        if years.iter().all(|year| *year < THIS_YEAR) {
            return Some(format!("`{}` is over", fields[5]));
        }
        let days = days(&fields[2])?;
        let months = values(&fields[3], &FIELDS[3])?;
        let is_leap = years.iter().any(|year| *year >= THIS_YEAR && is_leap(*year));
        let exists = |month: &u32| days.iter().any(|day| *day <= length(*month, is_leap));
        (!months.iter().any(exists)).then(|| {
            let years = if days.contains(&29) { format!(" in `{}`", fields[5]) } else { String::new() };
            format!("no month of `{}` has a day `{}`{years}", fields[3], fields[2])
        })
    }

    /// Whether it runs at some hours of the day and not at others.
    pub fn names_an_hour(&self) -> bool {
        match self {
            Self::Rate { .. } => false,
            Self::Cron(fields) => values(&fields[1], &FIELDS[1]).is_some_and(|hours| hours.len() < 24),
        }
    }

    /// Seconds between two runs where they are closest.
    pub fn shortest_pause(&self) -> u64 {
        let minutes = match self {
            Self::Rate { count, unit } => {
                let unit = match unit {
                    RateUnit::Minute => 1,
                    RateUnit::Hour => 60,
                    RateUnit::Day => u64::from(DAY),
                };
                u64::from(*count) * unit
            }
            Self::Cron(fields) => u64::from(closest(&fields[0], &fields[1]).unwrap_or(DAY)),
        };
        minutes * 60
    }
}

/// Minutes between two runs of a day, and from the last to the first of the next day, where they are closest.
fn closest(minutes: &str, hours: &str) -> Option<u32> {
    let (minutes, hours) = (values(minutes, &FIELDS[0])?, values(hours, &FIELDS[1])?);
    let times: Vec<u32> = hours.iter().flat_map(|hour| minutes.iter().map(move |minute| hour * 60 + minute)).collect();
    let (first, last) = (times.first()?, times.last()?);
    let within = times.windows(2).map(|pair| pair[1] - pair[0]);
    within.chain([DAY - last + first]).min()
}

/// The days of a month that are named; nothing where every month has one of them, such as the last.
fn days(text: &str) -> Option<Vec<u32>> {
    match text.strip_suffix('W') {
        Some(day) => Some(vec![day.parse().ok()?]),
        None => values(text, &FIELDS[2]),
    }
}

/// The values of a field, in order and each once; nothing where it is not a plain list.
fn values(text: &str, field: &Field) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    for part in text.split(',') {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let step: usize = step.map_or(Some(1), |step| step.parse().ok())?;
        let (from, to) = match range.split_once('-') {
            Some((from, to)) => (value_of(from, field)?, value_of(to, field)?),
            None if range == "*" => (field.low, field.high),
            None => {
                let from = value_of(range, field)?;
                (from, if part.contains('/') { field.high } else { from })
            }
        };
        if from <= to {
            found.extend((from..=to).step_by(step.max(1)));
        } else {
            // Across the end of the week or of the year.
            found.extend((from..=field.high).chain(field.low..=to).step_by(step.max(1)));
        }
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

fn length(month: u32, is_leap: bool) -> u32 {
    match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::Schedule;

    #[test]
    fn what_never_runs_is_known() {
        let never = |text: &str| Schedule::parse(text).unwrap().never().is_some();
        for text in [
            "cron(0 8 31 FEB ? *)",
            "cron(0 8 30 2 ? *)",
            "cron(0 8 31 APR,JUN,SEP,NOV ? *)",
            "cron(0 8 29 FEB ? 2027)",
            "cron(0 8 31W 2 ? *)",
            "cron(0 8 ? * MON 2025)",
            "cron(0 8 1 * ? 2020-2025)",
        ] {
            assert!(never(text), "{text}");
        }
        for text in [
            "cron(0 8 29 FEB ? *)",
            "cron(0 8 30 4 ? *)",
            "cron(0 8 31 FEB,MAR ? *)",
            "cron(0 8 29 FEB ? 2028)",
            "cron(0 8 28,31 FEB ? *)",
            "cron(0 8 L FEB ? *)",
            "cron(0 8 ? * FRI#5 *)",
            "cron(0 8 ? * MON 2026)",
            "rate(1 day)",
        ] {
            assert!(!never(text), "{text}");
        }
    }

    #[test]
    fn the_pause_is_the_shortest() {
        let pause = |text: &str| Schedule::parse(text).unwrap().shortest_pause();
        for (text, seconds) in [
            ("rate(1 minute)", 60),
            ("rate(2 days)", 172_800),
            ("cron(* * * * ? *)", 60),
            ("cron(0/15 8 ? * MON-FRI *)", 900),
            ("cron(0,10 8-17 ? * MON-FRI *)", 600),
            ("cron(55 23,0 * * ? *)", 3600),
            ("cron(0 8 * * ? *)", 86_400),
        ] {
            assert_eq!(pause(text), seconds, "{text}");
        }
    }
}

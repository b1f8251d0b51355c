//! When a schedule runs: whether it ever does, and how soon again.

use super::schedule::{FIELDS, Field, RateUnit, Schedule, value_of};

/// The year in which the limits were read: what ends before it is over.
const THIS_YEAR: u32 = 2026;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// A day of the calendar.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// The year.
    pub year: u32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
    /// The day of the week; 1 is Sunday.
    pub weekday: u32,
}

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

    /// The minutes of a day at which it runs, in order; none of a rate, which follows no clock.
    pub fn minutes(&self) -> Vec<u32> {
        match self {
            Self::Rate { .. } => Vec::new(),
            Self::Cron(fields) => minutes(&fields[0], &fields[1]).unwrap_or_default(),
        }
    }

    /// Whether it runs on a day; a rate may do so on each.
    pub fn runs_on(&self, day: Day) -> bool {
        let Self::Cron(fields) = self else { return true };
        let has =
            |field: usize, value: u32| values(&fields[field], &FIELDS[field]).is_some_and(|it| it.contains(&value));
        let is_one =
            |field: usize, is: fn(&str, Day) -> bool| fields[field].split(',').any(|part| part == "?" || is(part, day));
        has(5, day.year) && has(3, day.month) && is_one(2, Day::is_of_month) && is_one(4, Day::is_of_week)
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
fn closest(of_hour: &str, hours: &str) -> Option<u32> {
    let times = minutes(of_hour, hours)?;
    let (first, last) = (times.first()?, times.last()?);
    let within = times.windows(2).map(|pair| pair[1] - pair[0]);
    within.chain([DAY - last + first]).min()
}

/// The minutes of a day that are named, in order.
fn minutes(of_hour: &str, hours: &str) -> Option<Vec<u32>> {
    let (minutes, hours) = (values(of_hour, &FIELDS[0])?, values(hours, &FIELDS[1])?);
    Some(hours.iter().flat_map(|hour| minutes.iter().map(move |minute| hour * 60 + minute)).collect())
}

impl Day {
    /// Whether a part of the field of days of the month names it.
    fn is_of_month(part: &str, day: Self) -> bool {
        let last = length(day.month, is_leap(day.year));
        let near = |wanted: u32| wanted <= last && day.day == day.workday_near(wanted, last);
        match (part.strip_prefix('L'), part.strip_suffix('W')) {
            (Some(""), _) => day.day == last,
            (Some("W"), _) => near(last),
            (Some(before), _) => {
                before.strip_prefix('-').and_then(|n| n.parse().ok()).is_some_and(|n: u32| day.day + n == last)
            }
            (None, Some(wanted)) => wanted.parse().is_ok_and(near),
            (None, None) => values(part, &FIELDS[2]).is_some_and(|days| days.contains(&day.day)),
        }
    }

    /// Whether a part of the field of days of the week names it.
    fn is_of_week(part: &str, day: Self) -> bool {
        let last = length(day.month, is_leap(day.year));
        let is = |text: &str| value_of(text, &FIELDS[4]) == Some(day.weekday);
        match (part, part.strip_suffix('L'), part.split_once('#')) {
            ("L", ..) => day.weekday == 7,
            (_, Some(of_week), _) => is(of_week) && day.day + 7 > last,
            (_, _, Some((of_week, nth))) => is(of_week) && nth.parse() == Ok(day.day.div_ceil(7)),
            _ => values(part, &FIELDS[4]).is_some_and(|days| days.contains(&day.weekday)),
        }
    }

    /// The day from Monday to Friday that is nearest to another day of this month, without leaving it.
    fn workday_near(self, wanted: u32, last: u32) -> u32 {
        match (self.weekday + 35 + wanted - self.day) % 7 {
            // Saturday, Sunday.
            0 if wanted == 1 => 3,
            0 => wanted - 1,
            1 if wanted == last => wanted - 2,
            1 => wanted + 1,
            _ => wanted,
        }
    }
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
    use super::{Day, Schedule};

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

    /// November 2026 begins on a Sunday and ends on a Monday.
    #[test]
    fn the_days_of_a_month_are_known() {
        let runs = |text: &str| -> Vec<u32> {
            let schedule = Schedule::parse(text).unwrap();
            let day = |day: u32| Day { year: 2026, month: 11, day, weekday: (day - 1) % 7 + 1 };
            (1..=30).filter(|number| schedule.runs_on(day(*number))).collect()
        };
        for (text, days) in [
            ("cron(0 8 1,15 * ? *)", vec![1, 15]),
            ("cron(0 8 L * ? *)", vec![30]),
            ("cron(0 8 L-3 * ? *)", vec![27]),
            ("cron(0 8 LW * ? *)", vec![30]),
            ("cron(0 8 1W * ? *)", vec![2]),
            ("cron(0 8 7W * ? *)", vec![6]),
            ("cron(0 8 8W * ? *)", vec![9]),
            ("cron(0 8 31W * ? *)", vec![]),
            ("cron(0 8 ? * SUN *)", vec![1, 8, 15, 22, 29]),
            ("cron(0 8 ? * SAT-SUN *)", vec![1, 7, 8, 14, 15, 21, 22, 28, 29]),
            ("cron(0 8 ? * SUNL *)", vec![29]),
            ("cron(0 8 ? * 1#2 *)", vec![8]),
            ("cron(0 8 ? * SUN#5 *)", vec![29]),
            ("cron(0 8 ? * L *)", vec![7, 14, 21, 28]),
            ("cron(0 8 ? DEC * *)", vec![]),
            ("cron(0 8 * * ? 2027)", vec![]),
        ] {
            assert_eq!(runs(text), days, "{text}");
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

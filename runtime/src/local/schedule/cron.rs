//! AWS's six-field cron: minute, hour, day of month, month, day of week, year.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::AmbiguousOffset;
use jiff::{ToSpan as _, Zoned};

use super::field::Field;

const MINUTES: Field = Field { low: 0, high: 59, words: &[] };
const HOURS: Field = Field { low: 0, high: 23, words: &[] };
const DAYS: Field = Field { low: 1, high: 31, words: &[] };
const MONTHS: Field = Field {
    low: 1,
    high: 12,
    words: &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
};
const WEEKDAYS: Field = Field { low: 1, high: 7, words: &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] };
const YEARS: Field = Field { low: 1970, high: 2199, words: &[] };

/// When the clock fits.
#[derive(Debug)]
pub struct Cron {
    minutes: BTreeSet<i16>,
    hours: BTreeSet<i16>,
    days: Vec<Day>,
    months: BTreeSet<i16>,
    weekdays: Vec<Weekdays>,
    years: BTreeSet<i16>,
}

/// Days of a month. Empty lists stand for `?`.
#[derive(Debug)]
enum Day {
    /// One of these.
    In(BTreeSet<i16>),
    /// So many days before the last: `L`, `L-3`.
    BeforeLast(i16),
    /// The weekday nearest to a day, in the same month: `15W`.
    Near(i16),
    /// The last weekday that is no Saturday or Sunday: `LW`.
    LastWorkday,
}

/// Days of a week; 1 is Sunday.
#[derive(Debug)]
enum Weekdays {
    /// One of these.
    In(BTreeSet<i16>),
    /// The last such day of the month: `FRIL`.
    Last(i16),
    /// The n-th such day of the month: `MON#2`.
    Nth(i16, i16),
}

impl Cron {
    /// Reads the six fields.
    ///
    /// # Errors
    /// One of them is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let upper = text.to_ascii_uppercase();
        let fields: Vec<&str> = upper.split_whitespace().collect();
        let [minutes, hours, days, months, weekdays, years] = fields[..] else {
            return Err(format!("`{text}` has not six fields"));
        };
        Ok(Self {
            minutes: MINUTES.list(minutes)?,
            hours: HOURS.list(hours)?,
            days: parts(days, day)?,
            months: MONTHS.list(months)?,
            weekdays: parts(weekdays, weekday)?,
            years: YEARS.list(years)?,
        })
    }

    /// The next time after one.
    ///
    /// A time that the clock leaves out in spring does not fire; one that it shows twice in autumn fires once.
    pub fn next(&self, after: &Zoned) -> Option<Zoned> {
        let mut date = after.date();
        while date.year() <= YEARS.high {
            if !self.years.contains(&date.year()) {
                date = Date::new(date.year().checked_add(1)?, 1, 1).ok()?;
                continue;
            }
            if !self.months.contains(&i16::from(date.month())) {
                date = date.first_of_month().checked_add(1.month()).ok()?;
                continue;
            }
            if self.has(date)
                && let Some(found) = self.times(date, after).next()
            {
                return Some(found);
            }
            date = date.checked_add(1.day()).ok()?;
        }
        None
    }

    fn times<'a>(&'a self, date: Date, after: &'a Zoned) -> impl Iterator<Item = Zoned> + 'a {
        let times = self.hours.iter().flat_map(|hour| self.minutes.iter().map(move |minute| (*hour, *minute)));
        times.filter_map(move |(hour, minute)| {
            let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
            let ambiguous = after.time_zone().to_ambiguous_zoned(DateTime::from_parts(date, time));
            if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
                return None;
            }
            ambiguous.earlier().ok().filter(|time| time > after)
        })
    }

    fn has(&self, date: Date) -> bool {
        let of_month = self.days.is_empty() || self.days.iter().any(|day| day.has(date));
        of_month && (self.weekdays.is_empty() || self.weekdays.iter().any(|days| days.has(date)))
    }
}

fn parts<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    if text == "?" {
        return Ok(Vec::new());
    }
    text.split(',').map(|part| read(part).ok_or_else(|| format!("`{part}` is no day"))).collect()
}

fn day(part: &str) -> Option<Day> {
    Some(match part {
        "L" => Day::BeforeLast(0),
        "LW" => Day::LastWorkday,
        _ => match (part.strip_prefix("L-"), part.strip_suffix('W')) {
            (Some(days), _) => Day::BeforeLast(days.parse().ok()?),
            (None, Some(day)) => Day::Near(DAYS.number(day)?),
            (None, None) => Day::In(DAYS.numbers(part)?),
        },
    })
}

fn weekday(part: &str) -> Option<Weekdays> {
    if part == "L" {
        // The last day of the week.
        return Some(Weekdays::In(BTreeSet::from([7])));
    }
    match (part.strip_suffix('L'), part.split_once('#')) {
        (Some(day), _) => Some(Weekdays::Last(WEEKDAYS.number(day)?)),
        (None, Some((day, nth))) => Some(Weekdays::Nth(WEEKDAYS.number(day)?, nth.parse().ok()?)),
        (None, None) => WEEKDAYS.numbers(part).map(Weekdays::In),
    }
}

impl Day {
    fn has(&self, date: Date) -> bool {
        let (day, last) = (i16::from(date.day()), i16::from(date.days_in_month()));
        match self {
            Self::In(days) => days.contains(&day),
            Self::BeforeLast(days) => day == last - days,
            Self::Near(wanted) => *wanted <= last && Some(date) == nearest_workday(date, *wanted),
            Self::LastWorkday => Some(date) == nearest_workday(date, last),
        }
    }
}

/// The weekday nearest to a day of the same month, without leaving the month.
fn nearest_workday(month: Date, day: i16) -> Option<Date> {
    let date = Date::new(month.year(), month.month(), i8::try_from(day).ok()?).ok()?;
    let days: i64 = match date.weekday() {
        Weekday::Saturday if day == 1 => 2,
        Weekday::Saturday => -1,
        Weekday::Sunday if day == i16::from(date.days_in_month()) => -2,
        Weekday::Sunday => 1,
        _ => 0,
    };
    date.checked_add(days.days()).ok()
}

impl Weekdays {
    fn has(&self, date: Date) -> bool {
        let (day, last) = (i16::from(date.day()), i16::from(date.days_in_month()));
        let weekday = i16::from(date.weekday().to_sunday_one_offset());
        match self {
            Self::In(days) => days.contains(&weekday),
            Self::Last(wanted) => weekday == *wanted && day > last - 7,
            Self::Nth(wanted, nth) => weekday == *wanted && (day - 1) / 7 + 1 == *nth,
        }
    }
}

//! Schedules: AWS's `rate(…)` and six-field `cron(…)`, and what of them Kubernetes can express.

/// When a scheduled function runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Every so many minutes, hours or days.
    Rate {
        /// How many.
        count: u32,
        /// Of what.
        unit: RateUnit,
    },
    /// Minutes, hours, day-of-month, month, day-of-week, year, as AWS writes them.
    Cron([String; 6]),
}

/// The unit of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateUnit {
    /// `minutes`
    Minute,
    /// `hours`
    Hour,
    /// `days`
    Day,
}

const MONTHS: &[&str] = &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS: &[&str] = &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

pub(super) struct Field {
    name: &'static str,
    pub(super) low: u32,
    pub(super) high: u32,
    words: &'static [&'static str],
    special: &'static str,
}

pub(super) const FIELDS: [Field; 6] = [
    Field { name: "minute", low: 0, high: 59, words: &[], special: "" },
    Field { name: "hour", low: 0, high: 23, words: &[], special: "" },
    Field { name: "day of month", low: 1, high: 31, words: &[], special: "?LW" },
    Field { name: "month", low: 1, high: 12, words: MONTHS, special: "" },
    Field { name: "day of week", low: 1, high: 7, words: DAYS, special: "?L#" },
    Field { name: "year", low: 1970, high: 2199, words: &[], special: "" },
];

impl Schedule {
    /// Reads the text; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let inside = |name: &str| text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
        if let Some(rate) = inside("rate") {
            return parse_rate(rate);
        }
        match inside("cron") {
            Some(cron) => parse_cron(cron),
            None => Err("write `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)`".to_owned()),
        }
    }

    /// As AWS reads it.
    pub fn aws(&self) -> String {
        match self {
            Self::Rate { count, unit } => {
                let unit = match unit {
                    RateUnit::Minute => "minute",
                    RateUnit::Hour => "hour",
                    RateUnit::Day => "day",
                };
                format!("rate({count} {unit}{})", if *count == 1 { "" } else { "s" })
            }
            Self::Cron(fields) => format!("cron({})", fields.join(" ")),
        }
    }

    /// The five fields of a Kubernetes `CronJob`, or why it cannot be written so.
    pub fn kubernetes(&self) -> Result<String, String> {
        match self {
            Self::Rate { count, unit } => kubernetes_rate(*count, *unit),
            Self::Cron(fields) => kubernetes_cron(fields),
        }
    }
}

fn parse_rate(rate: &str) -> Result<Schedule, String> {
    let (number, unit) = rate.trim().split_once(' ').ok_or("write a number and a unit: `rate(5 minutes)`")?;
    let count: u32 =
        number.parse().ok().filter(|n| *n > 0).ok_or("the number of a rate is a whole number from 1 to 4294967295")?;
    let (unit_value, name) = match unit.trim() {
        "minute" | "minutes" => (RateUnit::Minute, "minute"),
        "hour" | "hours" => (RateUnit::Hour, "hour"),
        "day" | "days" => (RateUnit::Day, "day"),
        _ => return Err("the unit of a rate is `minutes`, `hours` or `days`".to_owned()),
    };
    let right = if count == 1 { name.to_owned() } else { format!("{name}s") };
    if unit.trim() != right {
        return Err(format!("AWS wants `rate({count} {right})`"));
    }
    Ok(Schedule::Rate { count, unit: unit_value })
}

fn parse_cron(cron: &str) -> Result<Schedule, String> {
    let fields: Vec<String> = cron.split_whitespace().map(str::to_ascii_uppercase).collect();
    let fields: [String; 6] = fields
        .try_into()
        .map_err(|_| "a cron has six fields: minute, hour, day of month, month, day of week, year".to_owned())?;
    for (text, field) in fields.iter().zip(&FIELDS) {
        check_field(text, field)?;
    }
    match (fields[2].as_str(), fields[4].as_str()) {
        ("?", "?") => Err("one of day of month and day of week says when; only the other is `?`".to_owned()),
        (day, week) if day != "?" && week != "?" => {
            Err("exactly one of day of month and day of week is `?`".to_owned())
        }
        _ => Ok(Schedule::Cron(fields)),
    }
}

fn check_field(text: &str, field: &Field) -> Result<(), String> {
    for part in text.split(',') {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        if step.is_some_and(|step| !step.parse::<u32>().is_ok_and(|n| n > 0)) {
            return Err(format!("`{part}` has no step that is 1 or more in the {} field", field.name));
        }
        let good = match range.split_once('-') {
            Some(("L", days)) => field.special.contains('L') && days.parse::<u32>().is_ok_and(|n| n <= 30),
            Some((from, to)) => match (value_of(from, field), value_of(to, field)) {
                (Some(from), Some(to)) => from <= to || !field.words.is_empty(),
                _ => false,
            },
            None => range == "*" || value_of(range, field).is_some() || is_special(range, field),
        };
        if !good {
            return Err(format!("`{part}` is not a {} (from {} to {})", field.name, field.low, field.high));
        }
    }
    Ok(())
}

pub(super) fn value_of(text: &str, field: &Field) -> Option<u32> {
    let named = field.words.iter().position(|word| *word == text).and_then(|index| u32::try_from(index).ok());
    let number = named.map(|index| index + field.low).or_else(|| text.parse().ok())?;
    (field.low..=field.high).contains(&number).then_some(number)
}

fn is_special(text: &str, field: &Field) -> bool {
    let allowed = |c| field.special.contains(c);
    match text {
        "?" => allowed('?'),
        "L" => allowed('L'),
        "LW" => allowed('W'),
        _ => {
            let ends = |c: char| text.strip_suffix(c).is_some_and(|day| allowed(c) && value_of(day, field).is_some());
            let nth = text.split_once('#').is_some_and(|(day, n)| {
                allowed('#') && value_of(day, field).is_some() && n.parse().is_ok_and(|n: u32| (1..=5).contains(&n))
            });
            ends('L') || ends('W') || nth
        }
    }
}

fn kubernetes_rate(count: u32, unit: RateUnit) -> Result<String, String> {
    let uneven = |of: u32, what: &str| format!("a CronJob runs at fixed times: {count} does not divide {of} {what}");
    match unit {
        RateUnit::Minute if count == 1 => Ok("* * * * *".to_owned()),
        RateUnit::Minute if count < 60 && 60_u32.is_multiple_of(count) => Ok(format!("*/{count} * * * *")),
        RateUnit::Minute if count.is_multiple_of(60) => kubernetes_rate(count / 60, RateUnit::Hour),
        RateUnit::Minute => Err(uneven(60, "minutes")),
        RateUnit::Hour if count == 1 => Ok("0 * * * *".to_owned()),
        RateUnit::Hour if count < 24 && 24_u32.is_multiple_of(count) => Ok(format!("0 */{count} * * *")),
        RateUnit::Hour if count == 24 => Ok("0 0 * * *".to_owned()),
        RateUnit::Hour => Err(uneven(24, "hours")),
        RateUnit::Day if count == 1 => Ok("0 0 * * *".to_owned()),
        RateUnit::Day => Err("a CronJob cannot count days across months".to_owned()),
    }
}

fn kubernetes_cron(fields: &[String; 6]) -> Result<String, String> {
    if fields[5] != "*" {
        return Err("a CronJob has no year".to_owned());
    }
    let unknown = |text: &str| {
        let rest = DAYS.iter().chain(MONTHS).fold(text.to_owned(), |rest, word| rest.replace(word, ""));
        rest.contains(['L', 'W', '#'])
    };
    if let Some(field) = fields.iter().find(|field| unknown(field)) {
        return Err(format!("a CronJob does not know `{field}`"));
    }
    let star = |text: &str| if text == "?" { "*".to_owned() } else { text.to_owned() };
    let week = kubernetes_week(&fields[4])?;
    if let Some(range) = fields[3].split(',').find(|part| is_backwards(part, &FIELDS[3])) {
        return Err(format!("a CronJob does not take the range `{range}` across the year's end"));
    }
    Ok([star(&fields[0]), star(&fields[1]), star(&fields[2]), star(&fields[3]), week].join(" "))
}

/// Whether a range ends before it begins.
fn is_backwards(part: &str, field: &Field) -> bool {
    let range = part.split_once('/').map_or(part, |(range, _)| range);
    range.split_once('-').is_some_and(|(from, to)| value_of(from, field) > value_of(to, field))
}

/// AWS counts days of the week from 1 (Sunday), Kubernetes from 0.
fn kubernetes_week(field: &str) -> Result<String, String> {
    if field == "?" || field == "*" {
        return Ok("*".to_owned());
    }
    let mut parts = Vec::new();
    for part in field.split(',') {
        let (range, step) =
            part.split_once('/').map_or((part, String::new()), |(range, step)| (range, format!("/{step}")));
        let day = |text: &str| text.parse::<u32>().map_or(text.to_owned(), |number| (number - 1).to_string());
        let (from, to) = range.split_once('-').map_or((range, None), |(from, to)| (from, Some(to)));
        if to.is_some_and(|to| value_of(from, &FIELDS[4]) > value_of(to, &FIELDS[4])) {
            return Err(format!("a CronJob does not take the range `{range}` across the week's end"));
        }
        let range = to.map_or_else(|| day(from), |to| format!("{}-{}", day(from), day(to)));
        parts.push(range + &step);
    }
    Ok(parts.join(","))
}

#[cfg(test)]
mod tests {
    use super::Schedule;

    #[test]
    fn rates_and_crons_convert_or_are_refused() {
        let cases = [
            ("rate(5 minutes)", Ok("*/5 * * * *")),
            ("rate(1 hour)", Ok("0 * * * *")),
            ("rate(7 minutes)", Err(())),
            ("cron(0 8 ? * MON-FRI *)", Ok("0 8 * * MON-FRI")),
            ("cron(0 8 ? * 2-6 *)", Ok("0 8 * * 1-5")),
            ("cron(0 8 L * ? *)", Err(())),
            ("cron(0 8 1 JUL ? *)", Ok("0 8 1 JUL *")),
            ("cron(0 8 1 1 ? 2030)", Err(())),
            ("cron(0 8 ? * FRI#2 *)", Err(())),
            ("cron(0 8 ? * FRIL *)", Err(())),
            ("cron(0 8 15W * ? *)", Err(())),
            ("cron(0 8 1 NOV-FEB ? *)", Err(())),
            ("cron(0 8 1 JAN,JUL-AUG ? *)", Ok("0 8 1 JAN,JUL-AUG *")),
            ("cron(0 8 ? * WED,1 *)", Ok("0 8 * * WED,0")),
        ];
        for (text, expected) in cases {
            let schedule = Schedule::parse(text).unwrap();
            assert_eq!(schedule.aws(), text);
            assert_eq!(schedule.kubernetes().map_err(|_| ()), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn what_aws_refuses_is_refused() {
        for text in [
            "rate(1 minutes)",
            "rate(0 minutes)",
            "rate(2 hour)",
            "cron(0 8 * * * *)",
            "cron(0 8 ? * ? *)",
            "cron(60 8 ? * MON *)",
            "cron(0 8 ? * MON)",
            "5 minutes",
            "cron(0/0 8 ? * MON *)",
        ] {
            assert!(Schedule::parse(text).is_err(), "{text}");
        }
    }
}

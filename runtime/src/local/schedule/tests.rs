use jiff::Zoned;

use super::Schedule;

/// The next times after one, as the clock in the zone shows them.
fn next(when: &str, zone: &str, after: &str, count: usize) -> Vec<String> {
    let schedule = Schedule::read(when, Some(zone)).unwrap();
    let after: Zoned = format!("{after}[{zone}]").parse().unwrap();
    let mut time = after.timestamp().into();
    let times = std::iter::from_fn(|| {
        time = schedule.next(time)?;
        let shown = jiff::Timestamp::try_from(time).unwrap().in_tz(zone).unwrap();
        Some(shown.strftime("%Y-%m-%d %H:%M %:z").to_string())
    });
    times.take(count).collect()
}

#[test]
fn rates_count_from_the_last_time() {
    assert_eq!(next("rate(5 minutes)", "UTC", "2026-01-01T00:00:30", 1), ["2026-01-01 00:05 +00:00"]);
    assert_eq!(next("rate(1 day)", "UTC", "2026-01-01T00:00:00", 1), ["2026-01-02 00:00 +00:00"]);
}

#[test]
fn ranges_lists_steps_and_words() {
    let times = next("cron(0/20 8-9 ? * MON-FRI *)", "UTC", "2026-01-02T09:30:00", 3);
    // The second of January is a Friday.
    assert_eq!(times, ["2026-01-02 09:40 +00:00", "2026-01-05 08:00 +00:00", "2026-01-05 08:20 +00:00"]);
    let times = next("cron(30 12 1,15 JAN-FEB ? 2027)", "UTC", "2026-06-01T00:00:00", 5);
    let days = ["2027-01-01", "2027-01-15", "2027-02-01", "2027-02-15"];
    assert_eq!(times, days.map(|day| format!("{day} 12:30 +00:00")));
    assert_eq!(next("cron(0 0 ? * SAT-SUN *)", "UTC", "2026-01-01T00:00:00", 2).len(), 2);
    assert_eq!(next("cron(0 0 1 NOV-FEB ? *)", "UTC", "2026-02-02T00:00:00", 1), ["2026-11-01 00:00 +00:00"]);
}

#[test]
fn the_last_the_nearest_and_the_nth_day() {
    let day = |cron: &str, after: &str| {
        next(cron, "UTC", &format!("{after}T12:00:00"), 1).remove(0).split(' ').next().unwrap().to_owned()
    };
    assert_eq!(day("cron(0 0 L * ? *)", "2028-02-01"), "2028-02-29");
    assert_eq!(day("cron(0 0 L-3 * ? *)", "2026-02-01"), "2026-02-25");
    // The fifteenth of August 2026 is a Saturday, the first too, and the last day of May is a Sunday.
    assert_eq!(day("cron(0 0 15W * ? *)", "2026-08-01"), "2026-08-14");
    assert_eq!(day("cron(0 0 1W * ? *)", "2026-07-30"), "2026-08-03");
    assert_eq!(day("cron(0 0 LW * ? *)", "2026-05-01"), "2026-05-29");
    assert_eq!(day("cron(0 0 ? * FRI#2 *)", "2026-01-01"), "2026-01-09");
    assert_eq!(day("cron(0 0 ? * FRIL *)", "2026-01-01"), "2026-01-30");
    assert_eq!(day("cron(0 0 ? * 1#5 *)", "2026-01-01"), "2026-03-29");
    assert_eq!(day("cron(0 0 ? * L *)", "2026-01-01"), "2026-01-03");
}

#[test]
fn an_hour_that_is_left_out_does_not_fire_and_one_that_comes_twice_fires_once() {
    let times = next("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-28T00:00:00", 2);
    assert_eq!(times, ["2026-03-28 02:30 +01:00", "2026-03-30 02:30 +02:00"]);
    let times = next("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-24T12:00:00", 2);
    assert_eq!(times, ["2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00"]);
}

#[test]
fn what_never_comes_is_nothing_and_what_is_no_schedule_is_refused() {
    assert_eq!(next("cron(0 0 1 1 ? 2020)", "UTC", "2026-01-01T00:00:00", 1), Vec::<String>::new());
    assert_eq!(next("cron(0 0 31 2 ? *)", "UTC", "2026-01-01T00:00:00", 1), Vec::<String>::new());
    for wrong in ["rate(5 weeks)", "cron(0 0 * *)", "cron(0 0 ? * NOO *)", "daily"] {
        assert!(Schedule::read(wrong, None).is_err(), "{wrong}");
    }
    assert!(Schedule::read("cron(0 0 1 1 ? *)", Some("Europe/Atlantis")).is_err());
}

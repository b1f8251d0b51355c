//! Objects of one bucket for several functions.

use watershed_grammar::trigger::bucket::Happening;
use watershed_grammar::{Diagnostic, Diagnostics, Spanned, codes};

use crate::model::{Function, Model, Trigger};

/// S3 refuses notifications of one bucket that overlap in an event, a prefix and a suffix.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let listeners: Vec<&Function> =
        model.functions.iter().filter(|it| matches!(it.trigger, Trigger::Bucket { .. })).collect();
    for (index, function) in listeners.iter().enumerate() {
        for earlier in &listeners[..index] {
            if overlaps(function, earlier) {
                let message = "two functions would get the event of the same object";
                let wrong = Diagnostic::error(codes::OVERLAPPING_FILTERS, function.trigger_at, message);
                let help = "tell them apart by `on`, `prefix` or `suffix`, or let one function do both";
                diagnostics.push(wrong.also(earlier.trigger_at, "the other function").help(help));
            }
        }
    }
}

fn overlaps(one: &Function, other: &Function) -> bool {
    let (
        Trigger::Bucket { bucket, on, prefix, suffix },
        Trigger::Bucket { bucket: bucket2, on: on2, prefix: prefix2, suffix: suffix2 },
    ) = (&one.trigger, &other.trigger)
    else {
        return false;
    };
    let shared = |happening: &Happening| on2.contains(happening);
    bucket == bucket2 && on.iter().any(shared) && {
        let (a, b, c, d) =
            (text(prefix.as_ref()), text(prefix2.as_ref()), text(suffix.as_ref()), text(suffix2.as_ref()));
        (a.starts_with(b) || b.starts_with(a)) && (c.ends_with(d) || d.ends_with(c))
    }
}

fn text(filter: Option<&Spanned<String>>) -> &str {
    filter.map_or("", |it| it.value.as_str())
}

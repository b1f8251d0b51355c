//! Objects of one bucket for several functions.

use std::collections::{BTreeSet, HashMap};

use watershed_grammar::trigger::bucket::Happening;
use watershed_grammar::{Diagnostic, Diagnostics, Spanned, codes};

use crate::model::{Function, Model, ResourceId, Trigger};

/// Functions by what they listen to and by the beginning of the keys that they want.
type Places<'a> = HashMap<(ResourceId, &'a str), Vec<usize>>;

/// S3 refuses notifications of one bucket that overlap in an event, a prefix and a suffix.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let listeners: Vec<&Function> =
        model.whole_functions().filter(|it| matches!(it.trigger, Trigger::Bucket { .. })).collect();
    let mut places = Places::new();
    for (index, function) in listeners.iter().enumerate() {
        let Trigger::Bucket { bucket, prefix, .. } = &function.trigger else { continue };
        places.entry((*bucket, text(prefix.as_ref()))).or_default().push(index);
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, function) in listeners.iter().enumerate() {
        let Trigger::Bucket { bucket, prefix, .. } = &function.trigger else { continue };
        let prefix = text(prefix.as_ref());
        // Of two that overlap, the prefix of one begins with that of the other.
        let ends = prefix.char_indices().map(|(end, _)| end).chain([prefix.len()]);
        let near = ends.filter_map(|end| places.get(&(*bucket, &prefix[..end]))).flatten().filter(|it| **it != index);
        let near = near.filter(|other| overlaps(function, listeners[**other]));
        pairs.extend(near.map(|other| (index.max(*other), index.min(*other))));
    }
    for (function, earlier) in pairs.into_iter().map(|(one, other)| (listeners[one], listeners[other])) {
        let message = "two functions would get the event of the same object";
        let wrong = Diagnostic::error(codes::OVERLAPPING_FILTERS, function.trigger_at, message);
        let help = "tell them apart by `on`, `prefix` or `suffix`, or let one function do both";
        diagnostics.push(wrong.also(earlier.trigger_at, "the other function").help(help));
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

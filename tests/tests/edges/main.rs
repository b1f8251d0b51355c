//! Every limit at its edge: the last value that is allowed passes, the next one is refused, with its code and at its
//! token, by the compiler and, where an attribute alone says it, by the macro.

mod account;
mod application;
mod attributes;
mod case;
mod components;
mod documented;
mod lists;
mod longest;
mod models;
mod names;
mod objects;
mod policy;
mod relations;
mod variables;

use std::collections::BTreeSet;

use case::{Case, End};
use watershed_grammar::limits::LIMITS;

fn cases() -> Vec<Case> {
    [attributes::cases(), components::cases(), relations::cases()].into_iter().flatten().collect()
}

#[test]
fn each_limit_holds_at_its_edges() {
    let wrong: Vec<String> = cases().iter().flat_map(Case::faults).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_row_has_an_edge_or_a_reason() {
    let cases = cases();
    let mut shown: BTreeSet<(&str, End)> = BTreeSet::new();
    for case in &cases {
        shown.extend(case.ends().into_iter().map(|end| (case.limit.what, end)));
    }
    let excused: BTreeSet<(&str, End)> = documented::UNREACHABLE.iter().map(|(it, end, _)| (it.what, *end)).collect();
    let needless: Vec<_> = excused.intersection(&shown).collect();
    assert!(needless.is_empty(), "these have a reason and a case: {needless:#?}");
    let known = |limit: &str, end| shown.contains(&(limit, end)) || excused.contains(&(limit, end));
    let ends = LIMITS.iter().flat_map(|it| [(it, End::Low), (it, End::High)]);
    // No number is below zero.
    let ends = ends.filter(|(it, end)| it.low > 0 || *end == End::High);
    let missing: Vec<_> = ends.filter(|(it, end)| !known(it.what, *end)).map(|(it, end)| (it.what, end)).collect();
    assert!(missing.is_empty(), "no case goes beyond these, and no reason says why: {missing:#?}");
}

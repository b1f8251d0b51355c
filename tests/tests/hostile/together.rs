//! Accepted texts in all places at once, until each was in an application: what reads whole folders takes long to start.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use watershed_codegen::compile::{FileSet, Outcome};
use watershed_grammar::Diagnostic;
use watershed_grammar::diagnostic::Label;
use watershed_tests::fuzz::Random;

use crate::application::{Application, application};
use crate::compiled;

/// An application, and the texts in it that are not the usual ones.
pub struct Whole {
    /// The text of each place.
    pub texts: BTreeMap<&'static str, String>,
    /// What comes out.
    pub files: FileSet,
}

/// Applications with every accepted text of every place.
pub fn applications(accepted: &BTreeMap<&'static str, Vec<String>>) -> Vec<Whole> {
    let mut waiting: BTreeMap<&'static str, VecDeque<String>> =
        accepted.iter().map(|(place, texts)| (*place, texts.iter().cloned().collect())).collect();
    let mut all = Vec::new();
    while waiting.values().any(|texts| !texts.is_empty()) {
        let texts = waiting.iter_mut().filter_map(|(place, texts)| texts.pop_front().map(|text| (*place, text)));
        let (whole, put_back) = fitting(texts.collect(), all.len() as u64);
        assert!(!whole.texts.is_empty(), "none of {put_back:?} is accepted among others");
        for (place, text) in put_back {
            waiting.get_mut(place).expect("it came from there").push_back(text);
        }
        all.push(whole);
    }
    all
}

type Texts = BTreeMap<&'static str, String>;

/// An application with as many of the texts as go together, and the others.
fn fitting(mut texts: Texts, seed: u64) -> (Whole, Texts) {
    let mut put_back = Texts::new();
    loop {
        let application = application(&texts, &mut Random::new(seed));
        // A Gateway and an Ingress exclude each other.
        let absent: Vec<&'static str> =
            texts.keys().filter(|place| !application.at.contains_key(*place)).copied().collect();
        put_back.extend(absent.iter().filter_map(|place| texts.remove_entry(place)));
        let outcome = compiled(&application);
        let mut in_the_way = in_the_way(&application, &outcome);
        if let Some(files) = outcome.files {
            return (Whole { texts, files }, put_back);
        }
        in_the_way.retain(|place| texts.contains_key(place));
        assert!(!in_the_way.is_empty(), "{texts:?}: {:?}", outcome.diagnostics);
        // Of two that exclude each other, one stays.
        for place in in_the_way.iter().take(in_the_way.len().div_ceil(2)) {
            put_back.extend(texts.remove_entry(place));
        }
    }
}

/// The places at which an error points.
fn in_the_way(application: &Application, outcome: &Outcome) -> BTreeSet<&'static str> {
    let labels = |it: &Diagnostic| it.primary.iter().chain(&it.secondary).cloned().collect::<Vec<Label>>();
    let errors = outcome.diagnostics.iter().filter(|it| it.is_error()).flat_map(labels);
    let places = errors.flat_map(|label| {
        let (path, _) = outcome.texts.get(label.span.file);
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        let is_hit =
            move |file: &str, range: &std::ops::Range<usize>| file == path && start < range.end && end > range.start;
        application
            .at
            .iter()
            .filter(|(_, (file, range))| is_hit(file, range))
            .map(|(place, _)| *place)
            .collect::<Vec<_>>()
    });
    places.collect()
}

//! A bounded search for what the compiler cannot take: the cases and the examples, changed at random, the same each time.
//! `WATERSHED_MUTATIONS` says how many; `fuzz/` searches without an end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{env, fs};

use watershed_tests::fuzz::{Random, compiled, corpus, mutate};
use watershed_tests::judges::{folder, judged};
use watershed_tests::tree;

/// How many are tried where nobody says so.
const USUAL: u64 = 4_000;

#[test]
fn nothing_makes_the_compiler_fall_over() {
    let count = env::var("WATERSHED_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(USUAL);
    let corpus = corpus();
    let texts: Vec<&[u8]> = corpus.iter().flat_map(|files| files.values().map(Vec::as_slice)).collect();
    let (mut accepted, mut fallen) = (0, Vec::new());
    for seed in 0..count {
        let mut random = Random::new(seed);
        let mut files = random.pick(&corpus).clone();
        for _ in 0..=random.below(2) {
            let paths: Vec<String> = files.keys().cloned().collect();
            let text = files.get_mut(random.pick(&paths)).expect("it was there a moment ago");
            let other: &&[u8] = random.pick(&texts);
            *text = mutate(text, other, &mut random);
        }
        match catch_unwind(AssertUnwindSafe(|| compiled(&files))) {
            Ok(outcome) => accepted += u64::from(outcome.files.is_some()),
            Err(_) => {
                let place = folder().join("fallen").join(seed.to_string());
                tree::replace(&place, &files);
                fallen.push(place.display().to_string());
            }
        }
    }
    assert!(fallen.is_empty(), "the compiler fell over {} of {count}, kept in\n{}", fallen.len(), fallen.join("\n"));
    assert!(accepted > count / 200, "only {accepted} of {count} were whole applications");
    let _ = fs::remove_dir_all(folder().join("fallen"));
    judged(
        "mutations",
        &format!("{count} applications changed at random, {accepted} of them still whole, none too much"),
    );
}

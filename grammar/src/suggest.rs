//! "Did you mean": the nearest known word.

/// The candidate nearest to `word`, if one is near enough to be a slip of the hand, or else the one with the same stem.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let length = word.chars().count();
    let reach = (length / 3).max(1);
    let near = candidates
        .clone()
        .into_iter()
        .filter(|candidate| may_be_near(length, candidate, reach))
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= reach && *distance < candidate.len())
        .min();
    let mut of_stem = candidates.into_iter().filter(|candidate| has_stem(word, candidate));
    match near {
        Some((_, candidate)) => Some(candidate),
        None => of_stem.next().filter(|_| of_stem.next().is_none()),
    }
}

/// Whether one word is the other shortened, as `mem`, or with something after it, as `batch_size`, or ends otherwise, as
/// `retry`.
fn has_stem(word: &str, candidate: &str) -> bool {
    let same = word.chars().zip(candidate.chars()).take_while(|(one, other)| one == other).count();
    let (length, other) = (word.chars().count(), candidate.chars().count());
    same >= 3 && (same == length || same == other) || same >= 4 && same + 1 == length
}

/// The candidate that differs by one slip, where there is one and no other: nothing else can be meant.
pub fn sure<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let is_near = |candidate: &&str| {
        candidate.len() > 2 && may_be_near(length, candidate, 1) && strsim::damerau_levenshtein(word, candidate) == 1
    };
    let mut near = candidates.into_iter().filter(is_near);
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

/// Whether lengths differ by no more than that: to compare a word of a megabyte with each candidate takes minutes.
fn may_be_near(length: usize, candidate: &str, reach: usize) -> bool {
    let other = candidate.chars().count();
    length.abs_diff(other) <= reach && length < 2 * other.max(1)
}

/// A help line: the nearest word, or all that are allowed.
pub fn help(word: &str, candidates: &[&str]) -> String {
    match nearest(word, candidates.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if candidates.is_empty() => "none is known here".to_owned(),
        None => format!("known here: {}", list(candidates)),
    }
}

/// The words in backticks, with commas.
pub fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_and_stems_are_near_and_other_words_are_not() {
        let known = ["arch", "batch", "cpu", "memory", "retries", "timeout", "vpc"];
        let cases = [
            ("memroy", Some("memory")),
            ("batchs", Some("batch")),
            ("batch_size", Some("batch")),
            ("mem", Some("memory")),
            ("time", Some("timeout")),
            ("retry", Some("retries")),
            ("race", None),
            ("path", None),
            ("cp", Some("cpu")),
            ("me", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }

    #[test]
    fn a_stem_of_two_words_is_none() {
        assert_eq!(nearest("time", ["timeout", "timezone"]), None);
    }
}

//! "Did you mean": the nearest known word.

/// The candidate nearest to `word`, if one is near enough to be a slip of the hand.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let reach = (length / 3).max(1) + 1;
    candidates
        .into_iter()
        .filter(|candidate| may_be_near(length, candidate, reach))
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= reach && *distance < candidate.len())
        .min()
        .map(|(_, candidate)| candidate)
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

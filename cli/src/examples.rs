//! An example of each code: what the terminal shows of a case. `cargo xtask docs` writes them from the cases that are
//! tested, so that none is out of date.

/// All of them, each behind a line with its code.
const ALL: &str = include_str!("examples.txt");

/// What stands before a code.
const MARK: &str = "== ";

/// The example of a code.
pub fn of(code: &str) -> Option<&'static str> {
    let mut parts = ALL.split(MARK).skip(1).filter_map(|part| part.split_once('\n'));
    parts.find(|(name, _)| *name == code).map(|(_, text)| text)
}

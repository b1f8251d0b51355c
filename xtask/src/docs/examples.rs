//! An example of each code: the first finding of the shortest case that shows it, as the terminal does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use watershed_grammar::codes::TABLE;

/// Characters of a line beyond which an example would not be read.
const WIDEST: usize = 150;

/// The examples by code.
pub type Examples = BTreeMap<&'static str, String>;

/// Reads the cases.
pub fn collect(root: &Path) -> Result<Examples, String> {
    let folder = root.join("tests/cases-err");
    let cases = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found: Vec<String> = Vec::new();
    for case in cases {
        let case = case.map_err(|error| error.to_string())?;
        let shown = fs::read_to_string(case.path().join("expected.txt")).unwrap_or_default().replace("\r\n", "\n");
        found.extend(shown.split("\n\n").filter(|part| is_finding(part)).map(str::to_owned));
    }
    // The shortest is the plainest; of two, the same one everywhere.
    found.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    let of = |code: &'static str| {
        let mark = format!("[{code}]: ");
        let example = found.iter().find(|it| it.lines().next().is_some_and(|line| line.contains(&mark)));
        example.map(|it| (code, it.trim_end().to_owned() + "\n"))
    };
    Ok(TABLE.iter().filter_map(|row| of(row.code.as_str())).collect())
}

fn is_finding(part: &str) -> bool {
    let is_one = part.starts_with("error[") || part.starts_with("warning[");
    is_one && part.lines().all(|line| line.chars().count() <= WIDEST)
}

/// The file that the command holds.
pub fn text(examples: &Examples) -> String {
    let parts = examples.iter().flat_map(|(code, example)| ["== ", code, "\n", example]);
    parts.collect()
}

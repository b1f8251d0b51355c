//! What a run is about to do, written down before it begins, so that the next run can finish it.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::list::{hash_of, is_inside};
use super::place::Place;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The file, below the output folder.
    pub path: String,
    /// What was there before, as [`Place::mark`] says it.
    pub before: String,
    /// The hash of what is there then; nothing where the file goes.
    pub after: Option<String>,
}

impl Step {
    /// What happens to one file; without a text it goes.
    pub fn new(path: &str, before: &Place, text: Option<&str>) -> Self {
        Self { path: path.to_owned(), before: before.mark(), after: text.map(|text| hash_of(text.as_bytes())) }
    }
}

/// Writes steps, one a line.
pub fn print(steps: &[Step]) -> String {
    let mut text = String::new();
    for Step { path, before, after } in steps {
        let _ = writeln!(text, "{before} {} {path}", after.as_deref().unwrap_or("-"));
    }
    text
}

/// Reads what [`print`] wrote.
pub fn parse(text: &str) -> Result<Vec<Step>> {
    let step = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(before), Some(after), Some(path)) if is_inside(path) => Ok(Step {
                path: path.to_owned(),
                before: before.to_owned(),
                after: (after != "-").then(|| after.to_owned()),
            }),
            _ => bail!("the journal of an interrupted run cannot be read: {line}"),
        }
    };
    text.lines().map(step).collect()
}

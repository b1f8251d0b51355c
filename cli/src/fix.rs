//! `--fix`: applies the fixes that cannot mean anything else to the source and the settings.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use watershed_codegen::compile::Outcome;
use watershed_codegen::settings;
use watershed_grammar::Fix;

use crate::replace;

/// Writes each file with its fixes, or none of them where a file is not what was read. Answers how many there were.
pub fn apply(outcome: &Outcome, application: &Path) -> Result<usize> {
    let read = outcome.texts.files.paths().chain([settings::NAME]);
    replace::forget(read.map(|path| application.join(path)));
    let mut by_file: BTreeMap<u32, Vec<&Fix>> = BTreeMap::new();
    for fix in outcome.diagnostics.iter().filter_map(|it| it.fix.as_ref()) {
        by_file.entry(fix.span.file).or_default().push(fix);
    }
    let mut written = Vec::new();
    let mut count = 0;
    for (file, fixes) in by_file {
        let (path, text) = outcome.texts.get(file);
        let place = application.join(path);
        let current = fs::read_to_string(&place).with_context(|| format!("`{}` cannot be read", place.display()))?;
        if current != text {
            bail!("`{}` changed while it was read", place.display());
        }
        let (fixed, applied) = fixed(text, fixes);
        count += applied;
        written.push((place, fixed));
    }
    replace::all(&written)?;
    Ok(count)
}

/// The text with what does not overlap put in, and how much that was.
fn fixed(text: &str, mut fixes: Vec<&Fix>) -> (String, usize) {
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    fixes.dedup();
    let (mut whole, mut behind, mut applied) = (String::with_capacity(text.len()), 0, 0);
    for fix in fixes {
        let (start, end) = (fix.span.start as usize, fix.span.end as usize);
        let Some(between) = text.get(behind..start).filter(|_| text.is_char_boundary(end)) else { continue };
        whole.push_str(between);
        whole.push_str(&fix.text);
        (behind, applied) = (end, applied + 1);
    }
    whole.push_str(text.get(behind..).unwrap_or_default());
    (whole, applied)
}

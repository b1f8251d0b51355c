//! `cargo xtask docs`: the reference, written from the tables that the macros and the compiler read.

mod context;
mod examples;

use std::fs;
use std::path::{Path, PathBuf};

use watershed_codegen::template::fill;

const BEGIN: &str = "<!-- reference:begin -->";
const END: &str = "<!-- reference:end -->";

/// Writes what is not current; with `--check` says so and fails.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let only_check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err("usage: cargo xtask docs [--check]".to_owned()),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let mut stale = Vec::new();
    for (path, text) in documents(root)? {
        let current = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if current == text {
            continue;
        }
        if !only_check {
            fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        stale.push(path.strip_prefix(root).unwrap_or(&path).display().to_string());
    }
    match (stale.as_slice(), only_check) {
        ([], _) => eprintln!("the reference is current"),
        (stale, false) => eprintln!("written: {}", stale.join(", ")),
        (stale, true) => return Err(format!("not current: {}; `cargo xtask docs` writes it", stale.join(", "))),
    }
    Ok(())
}

/// Every document with the text that it should have.
fn documents(root: &Path) -> Result<Vec<(PathBuf, String)>, String> {
    let examples = examples::collect(root)?;
    let context = context::context(&examples);
    let reference = fill(include_str!("reference.md.hbs"), str::to_owned, &context)?;
    let summary = fill(include_str!("summary.md.hbs"), str::to_owned, &context)?;
    let readme = root.join("README.md");
    let text = fs::read_to_string(&readme).map_err(|error| format!("README.md: {error}"))?;
    let mut documents = vec![(root.join("docs/reference.md"), reference)];
    documents.push((root.join("cli/src/examples.txt"), examples::text(&examples)));
    if let Some(text) = between(&text.replace("\r\n", "\n"), &summary)? {
        documents.push((readme, text));
    }
    Ok(documents)
}

/// The text with something else between the marks; nothing where it has no marks.
fn between(text: &str, inside: &str) -> Result<Option<String>, String> {
    match (text.split_once(BEGIN), text.split_once(END)) {
        (None, None) => Ok(None),
        (Some((before, rest)), Some(_)) if rest.contains(END) => {
            let after = rest.split_once(END).map_or("", |(_, after)| after);
            Ok(Some(format!("{before}{BEGIN}\n{inside}{END}{after}")))
        }
        _ => Err(format!("README.md needs both `{BEGIN}` and, below it, `{END}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, between};

    #[test]
    fn a_marked_section_is_replaced_and_nothing_else() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        assert_eq!(between(&text, "new\n").unwrap().unwrap(), format!("a\n{BEGIN}\nnew\n{END}\nb\n"));
        assert_eq!(between("a\n", "new\n"), Ok(None));
        assert!(between(BEGIN, "new\n").is_err() && between(&format!("{END}{BEGIN}"), "new\n").is_err());
    }
}

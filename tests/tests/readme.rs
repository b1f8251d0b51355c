//! What README shows is what the files say.

use watershed_tests::program::project;

/// Stands before a block that is part of a file.
const MARK: &str = "<!-- part of ";

/// The path and the text of every block that is part of a file.
fn blocks(readme: &str) -> Vec<(String, String)> {
    let block = |rest: &str| {
        let (path, rest) = rest.split_once(" -->")?;
        let inside = rest.trim_start().strip_prefix("```")?.split_once('\n')?.1;
        Some((path.to_owned(), inside.split_once("```")?.0.to_owned()))
    };
    let found = readme.split(MARK).skip(1);
    found.map(|rest| block(rest).unwrap_or_else(|| panic!("a mark without a block: {rest:.80}"))).collect()
}

#[test]
fn what_readme_shows_is_in_the_files() {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let blocks = blocks(&readme);
    assert!(blocks.len() >= 5, "README shows {} blocks", blocks.len());
    for (path, shown) in blocks {
        let text = std::fs::read_to_string(project().join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(text.contains(&shown), "{path} no longer holds what README shows:\n{shown}");
    }
}

//! Paths with `/` between their parts, relative to the application's folder.

/// The folder of a file; empty for the application's own.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Joins two paths and resolves `.` and `..`; a path may lead above the beginning.
pub fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The parts of a Rust path, and whether it begins with `::`.
pub fn segments(written: &str) -> (bool, Vec<&str>) {
    let trimmed = written.trim();
    let (global, rest) = trimmed.strip_prefix("::").map_or((false, trimmed), |rest| (true, rest));
    (global, rest.split("::").map(|part| part.trim().trim_start_matches("r#")).collect())
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_join() {
        assert_eq!(join("a/b", "../c"), "a/c");
        assert_eq!(join("", "../../c"), "../../c");
        assert_eq!(join("../x", "../y"), "../y");
    }
}

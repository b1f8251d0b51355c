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

/// Whether a name fits a pattern with `*` and `?`.
pub fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(&c) if c == '?' || c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => {
                let Some((at, taken)) = star else { return false };
                star = Some((at, taken + 1));
                p = at + 1;
                n = taken + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

/// The parts of a Rust path, and whether it begins with `::`.
pub fn segments(written: &str) -> (bool, Vec<&str>) {
    let trimmed = written.trim();
    let (global, rest) = trimmed.strip_prefix("::").map_or((false, trimmed), |rest| (true, rest));
    (global, rest.split("::").map(|part| part.trim().trim_start_matches("r#")).collect())
}

#[cfg(test)]
mod tests {
    use super::{fits, join};

    #[test]
    fn paths_join_and_patterns_fit() {
        assert_eq!(join("a/b", "../c"), "a/c");
        assert_eq!(join("", "../../c"), "../../c");
        assert_eq!(join("../x", "../y"), "../y");
        assert!(fits("*", "anything"));
        assert!(fits("s*-api", "shop-api"));
        assert!(!fits("s*-api", "shop-apis"));
        assert!(fits("a?c*", "abc"));
    }
}

//! Findings in SARIF 2.1.0, which code hosts show at their lines.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use watershed_codegen::front::Texts;
use watershed_grammar::codes::TABLE;
use watershed_grammar::{Diagnostic, Severity, Span};

/// One log with one run. Paths begin where the command was called, as a code host wants them from the repository's root.
pub fn log(list: &[Diagnostic], texts: &Texts, application: &Path) -> Value {
    let rules: Vec<Value> = TABLE
        .iter()
        .map(|row| {
            json!({
                "id": row.code.as_str(),
                "shortDescription": { "text": row.title },
                "fullDescription": { "text": row.text },
                "defaultConfiguration": { "level": level(row.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = list.iter().map(|it| result(it, texts, application)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "watershed", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(diagnostic: &Diagnostic, texts: &Texts, application: &Path) -> Value {
    let lines = std::iter::once(&diagnostic.message).chain(&diagnostic.help).map(String::as_str);
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "level": level(diagnostic.severity),
        "message": { "text": plain(&lines.collect::<Vec<_>>().join("\n")) },
    });
    if let Some(index) = TABLE.iter().position(|row| row.code == diagnostic.code) {
        result["ruleIndex"] = index.into();
    }
    // Where there is no place in a source, the settings are what a person looks at.
    result["locations"] = match &diagnostic.primary {
        Some(label) => json!([{ "physicalLocation": place(label.span, texts, application) }]),
        None => json!([{ "physicalLocation": { "artifactLocation": { "uri": uri(application, "watershed.yaml") } } }]),
    };
    if let Some(fix) = &diagnostic.fix {
        let place = place(fix.span, texts, application);
        let replacement = json!({ "deletedRegion": place["region"], "insertedContent": { "text": fix.text } });
        let change = json!({ "artifactLocation": place["artifactLocation"], "replacements": [replacement] });
        result["fixes"] = json!([{ "artifactChanges": [change] }]);
    }
    let related = diagnostic.secondary.iter().enumerate().map(|(index, label)| {
        json!({
            "id": index,
            "message": { "text": plain(&label.text) },
            "physicalLocation": place(label.span, texts, application),
        })
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

/// A text without links: what stands in brackets would be one (SARIF 2.1.0, 3.11.6, "Messages with embedded links").
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let escapes = c == '\\' && rest.peek().is_none_or(|next| matches!(next, '[' | ']' | '\\'));
        if escapes || matches!(c, '[' | ']') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn place(span: Span, texts: &Texts, application: &Path) -> Value {
    let (path, line, column) = texts.place(span);
    let behind = Span { start: span.end.max(span.start), ..span };
    let (_, end_line, end_column) = texts.place(behind);
    json!({
        "artifactLocation": { "uri": uri(application, path) },
        "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A path as a reference of a URI: what has a meaning there is written as its bytes.
fn uri(application: &Path, path: &str) -> String {
    let whole = application.join(path);
    let mut parts: Vec<String> = Vec::new();
    for part in whole.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            other => parts.push(escaped(&other.as_os_str().to_string_lossy())),
        }
    }
    parts.join("/").replace("//", "/")
}

fn escaped(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    part.bytes().fold(String::new(), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{plain, uri};

    #[test]
    fn what_a_person_wrote_is_no_link() {
        for (text, shown) in [
            ("write `on = [created]`", r"write `on = \[created\]`"),
            ("`[a](https://b.example.com)` is no name", r"`\[a\](https://b.example.com)` is no name"),
            (r"\[a](1) and \\ and \n and \", r"\\\[a\](1) and \\\ and \n and \\"),
        ] {
            assert_eq!(plain(text), shown);
        }
    }

    #[test]
    fn paths_begin_where_the_command_was_called() {
        assert_eq!(uri(Path::new("."), "src/main.rs"), "src/main.rs");
        assert_eq!(uri(Path::new("apps/shop"), "../../crates/a b/src/ö.rs"), "crates/a%20b/src/%C3%B6.rs");
        assert_eq!(uri(Path::new("apps/shop"), "watershed.yaml"), "apps/shop/watershed.yaml");
    }
}

//! The only file that prints: data to stdout, everything else to stderr.

use std::io::{IsTerminal as _, Write as _};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use watershed_codegen::front::Texts;
use watershed_grammar::{Diagnostic, Severity};

/// Prints data. A reader that went away is no failure.
pub fn data(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints a line about what is going on.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints why something could not be done.
pub fn failure(error: &anyhow::Error) {
    say(&format!("error: {error:#}"));
}

/// Prints diagnostics the way rustc does.
pub fn diagnostics(list: &[Diagnostic], texts: &Texts) {
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    for diagnostic in list {
        say(&render(diagnostic, texts, &renderer));
        say("");
    }
}

fn render(diagnostic: &Diagnostic, texts: &Texts, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    if let Some(primary) = &diagnostic.primary {
        let mut files = vec![primary.span.file];
        files
            .extend(diagnostic.secondary.iter().map(|label| label.span.file).filter(|file| *file != primary.span.file));
        files.dedup();
        for file in files {
            let (path, text) = texts.get(file);
            let inside = |start: u32, end: u32| (start as usize).min(text.len())..(end as usize).min(text.len());
            let mut snippet = Snippet::source(text).path(path);
            if primary.span.file == file {
                let range = inside(primary.span.start, primary.span.end);
                snippet = snippet.annotation(AnnotationKind::Primary.span(range).label(primary.text.as_str()));
            }
            for label in diagnostic.secondary.iter().filter(|label| label.span.file == file) {
                let range = inside(label.span.start, label.span.end);
                snippet = snippet.annotation(AnnotationKind::Context.span(range).label(label.text.as_str()));
            }
            group = group.element(snippet);
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// Prints diagnostics for machines, one JSON object a line.
pub fn diagnostics_json(list: &[Diagnostic], texts: &Texts) {
    for diagnostic in list {
        let place = diagnostic.primary.as_ref().map(|label| {
            let (path, text) = texts.get(label.span.file);
            let before = text.get(..label.span.start as usize).unwrap_or(text);
            let line = before.split('\n').count();
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            serde_json::json!({ "file": path, "line": line, "column": column, "start": label.span.start, "end": label.span.end })
        });
        let object = serde_json::json!({
            "code": diagnostic.code.as_str(),
            "severity": if diagnostic.is_error() { "error" } else { "warning" },
            "message": diagnostic.message,
            "place": place,
            "help": diagnostic.help,
        });
        data(&format!("{object}\n"));
    }
}

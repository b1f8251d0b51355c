//! The only file that prints: data to stdout, everything else to stderr.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::OnceLock;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use watershed_codegen::front::Texts;
use watershed_grammar::visible::{is_hidden, one_line, visible};
use watershed_grammar::{Diagnostic, Label, Severity, Span};

/// How many diagnostics are shown with their lines of source; the others have a line each.
const IN_FULL: usize = 200;

/// Why data was lost, the first time.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Prints data. What cannot be printed is kept for [`lost`].
pub fn data(text: &str) {
    let mut out = io::stdout().lock();
    kept(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Prints what `--help` and `--version` ask for, with colours where they are seen.
pub fn help(help: &clap::Error) {
    kept(help.print().and_then(|()| io::stdout().flush()));
}

/// Notes why data could not be printed. A reader that went away, as `head` does, has all that it wants.
fn kept(printed: io::Result<()>) {
    if let Err(error) = printed
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        // The first reason is told; there may be one already.
        let _ = LOST.set(error);
    }
}

/// Why data was lost on its way to standard output.
pub fn lost() -> Option<&'static io::Error> {
    LOST.get()
}

/// Prints data for people: what is not seen is shown by its number.
pub fn text(text: String) {
    data(&visible(text));
}

/// Prints a line about what is going on.
pub fn say(text: &str) {
    line(&visible(text.to_owned()));
}

fn line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints why something could not be done.
pub fn failure(error: &anyhow::Error) {
    say(&format!("error: {error:#}"));
}

/// Prints diagnostics the way rustc does.
pub fn diagnostics(list: &[Diagnostic], texts: &Texts) {
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let (full, more) = list.split_at(list.len().min(IN_FULL));
    for diagnostic in full {
        // The sign that begins a colour is the renderer's own by now; the underlines keep their columns.
        let is_fine = |c: char| matches!(c, '\n' | '\u{1b}') || !is_hidden(c);
        let shown = render(diagnostic, texts, &renderer);
        line(&shown.chars().map(|c| if is_fine(c) { c } else { char::REPLACEMENT_CHARACTER }).collect::<String>());
        say("");
    }
    for diagnostic in more {
        say(&short(diagnostic, texts));
    }
}

/// A diagnostic in one line.
fn short(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let word = if diagnostic.is_error() { "error" } else { "warning" };
    let (code, message) = (diagnostic.code.as_str(), one_line(&diagnostic.message));
    match &diagnostic.primary {
        Some(label) => {
            let (path, line, column) = texts.place(label.span);
            format!("{word}[{code}]: {message} ({}:{line}:{column})", one_line(path))
        }
        None => format!("{word}[{code}]: {message}"),
    }
}

fn render(diagnostic: &Diagnostic, texts: &Texts, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    if let Some(primary) = &diagnostic.primary {
        let mut files = vec![primary.span.file];
        files
            .extend(diagnostic.secondary.iter().map(|label| label.span.file).filter(|file| *file != primary.span.file));
        files.dedup();
        for file in files {
            let here = |span: &Span| span.file == file;
            let secondary = diagnostic.secondary.iter().filter(|label| here(&label.span));
            let labels = Some(primary).into_iter().filter(|label| here(&label.span));
            let labels = labels.map(|label| (AnnotationKind::Primary, label));
            let labels: Vec<_> = labels.chain(secondary.map(|label| (AnnotationKind::Context, label))).collect();
            // The renderer reads all that it is given, each time.
            let spans: Vec<Span> = labels.iter().map(|(_, label)| label.span).collect();
            let (text, start, line) = texts.lines(&spans);
            let inside = |at: u32| (at as usize).saturating_sub(start).min(text.len());
            let mut snippet = Snippet::source(text).path(one_line(texts.get(file).0)).line_start(line);
            for (kind, Label { span, text }) in labels {
                snippet = snippet.annotation(kind.span(inside(span.start)..inside(span.end)).label(text.as_str()));
            }
            group = group.element(snippet);
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// Prints diagnostics for machines, one JSON object a line, to standard output or beside it.
pub fn diagnostics_json(list: &[Diagnostic], texts: &Texts, as_data: bool) {
    for diagnostic in list {
        let also = diagnostic.secondary.iter().map(|label| {
            let mut place = place_json(label.span, texts);
            place["text"] = label.text.as_str().into();
            place
        });
        let object = serde_json::json!({
            "code": diagnostic.code.as_str(),
            "severity": if diagnostic.is_error() { "error" } else { "warning" },
            "message": diagnostic.message,
            "place": diagnostic.primary.as_ref().map(|label| place_json(label.span, texts)),
            "also": also.collect::<Vec<_>>(),
            "help": diagnostic.help,
            "fix": diagnostic.fix.as_ref().map(|fix| {
                let mut place = place_json(fix.span, texts);
                place["text"] = fix.text.as_str().into();
                place
            }),
        });
        if as_data { json_line(&object) } else { line(&plain(&object.to_string())) }
    }
}

/// A place for machines: file, line and column from one, first byte and the one behind the last.
pub fn place_json(span: Span, texts: &Texts) -> serde_json::Value {
    let (file, line, column) = texts.place(span);
    serde_json::json!({ "file": file, "line": line, "column": column, "start": span.start, "end": span.end })
}

/// Prints one JSON value in one line.
pub fn json_line(value: &serde_json::Value) {
    data(&plain(&format!("{value}\n")));
}

/// Prints one JSON value over several lines.
pub fn json(value: &serde_json::Value) {
    data(&plain(&format!("{value:#}\n")));
}

/// JSON with what is not seen by its number; only texts have such characters.
fn plain(json: &str) -> String {
    let one = |c: char| if c == '\n' || !is_hidden(c) { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) };
    json.chars().map(one).collect()
}

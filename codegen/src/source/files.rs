//! The files that were read, by number.

use watershed_grammar::Span;

use super::scanner::Range;

/// Paths and texts of all files that were read; a file's number is its place in here.
#[derive(Clone, Debug, Default)]
pub struct Files {
    list: Vec<(String, String)>,
}

impl Files {
    /// Adds a file and answers its number.
    pub fn add(&mut self, path: String, text: String) -> u32 {
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push((path, text));
        number
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|(path, _)| path.as_str())
    }

    /// The path of a file.
    pub fn path(&self, file: u32) -> &str {
        self.get(file).map_or("", |(path, _)| path)
    }

    /// The text of a file.
    pub fn text(&self, file: u32) -> &str {
        self.get(file).map_or("", |(_, text)| text)
    }

    /// The text at a place.
    pub fn at(&self, span: Span) -> &str {
        let text = self.text(span.file);
        text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn get(&self, file: u32) -> Option<&(String, String)> {
        self.list.get(usize::try_from(file).ok()?)
    }
}

/// A range of a file as a span.
pub fn span(file: u32, range: Range) -> Span {
    let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span { file, start: place(range.start), end: place(range.end) }
}

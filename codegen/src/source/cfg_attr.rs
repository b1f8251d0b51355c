//! `cfg_attr(predicate, attribute, …)`, taken apart.

use super::scanner::lexer::{Lexer, Token};
use super::scanner::{Attribute, Range};

/// The predicate and the attributes behind it.
pub fn parts(text: &str, attribute: &Attribute) -> Option<(Range, Vec<Attribute>)> {
    let whole = attribute.rest.of(text);
    let inside = whole.trim_end().strip_suffix(')')?;
    let lead = inside.find('(')? + 1;
    let base = attribute.rest.start + lead;
    let mut pieces = commas(&inside[lead..]).into_iter().map(|piece| trimmed(text, base, piece));
    let predicate = pieces.next()?;
    Some((predicate, pieces.filter(|piece| piece.start < piece.end).map(|piece| one(text, piece)).collect()))
}

/// The pieces between commas that no bracket encloses.
fn commas(text: &str) -> Vec<Range> {
    let mut lexer = Lexer::new(text);
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0usize);
    while let Ok(Some(token)) = lexer.next() {
        match token {
            Token::Open(..) => depth += 1,
            Token::Close(..) => depth = depth.saturating_sub(1),
            Token::Mark(b',', at) if depth == 0 => {
                pieces.push(Range { start, end: at.start });
                start = at.end;
            }
            _ => {}
        }
    }
    pieces.push(Range { start, end: text.len() });
    pieces
}

fn trimmed(text: &str, base: usize, piece: Range) -> Range {
    let whole = Range { start: base + piece.start, end: base + piece.end };
    let shown = whole.of(text);
    let start = whole.start + (shown.len() - shown.trim_start().len());
    Range { start, end: start + shown.trim().len() }
}

/// An attribute without its brackets: its path ends where neither a name nor a colon stands.
fn one(text: &str, piece: Range) -> Attribute {
    let shown = piece.of(text);
    let length =
        shown.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':' || c == '#')).unwrap_or(shown.len());
    let split = piece.start + length;
    Attribute { path: Range { start: piece.start, end: split }, rest: Range { start: split, end: piece.end } }
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::source::scanner::{Attribute, Range};

    #[test]
    fn predicate_and_attributes() {
        let text = "#[cfg_attr(all(unix, feature = \"a,b\"), path = \"x.rs\", ws::function(http(GET, \"/\")))]";
        let attribute = Attribute { path: Range { start: 2, end: 10 }, rest: Range { start: 10, end: text.len() - 1 } };
        let (predicate, attributes) = parts(text, &attribute).unwrap();
        assert_eq!(predicate.of(text), "all(unix, feature = \"a,b\")");
        let shown: Vec<_> = attributes.iter().map(|it| (it.path.of(text), it.rest.of(text))).collect();
        assert_eq!(shown, [("path", " = \"x.rs\""), ("ws::function", "(http(GET, \"/\"))")]);
    }
}

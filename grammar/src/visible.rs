//! What is repeated from a source can move no cursor of a terminal and turn no line.

/// Whether a character is not seen: a control character, or one that hides or turns what stands beside it.
pub fn is_hidden(character: char) -> bool {
    let turns = matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    character.is_control() || turns
}

/// A text with such characters by their number; lines stay lines, and tabs tabs.
pub fn visible(text: String) -> String {
    let is_fine = |c: char| matches!(c, '\n' | '\t') || !is_hidden(c);
    if text.chars().all(is_fine) {
        return text;
    }
    text.chars().map(|c| if is_fine(c) { c.to_string() } else { c.escape_default().to_string() }).collect()
}

/// The same in one line, for what has no lines of its own, such as a path.
pub fn one_line(text: &str) -> String {
    visible(text.replace('\n', "\\n").replace('\t', "\\t"))
}

//! What a person can only have meant by a value of another kind: a text that is a number, a word in quotes, a text without
//! them.

use super::node::Node;

/// The number in a text.
pub fn number(node: &Node) -> Option<u64> {
    match node {
        Node::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// The word that is written as a text, or with other capital letters.
pub fn word<'a>(node: &Node, words: &[&'a str]) -> Option<&'a str> {
    let written = match node {
        Node::Text(text) => text.as_str(),
        other => other.word()?,
    };
    words.iter().copied().find(|word| word.eq_ignore_ascii_case(written))
}

/// The text whose quotes were forgotten.
pub fn text(node: &Node) -> Option<String> {
    node.word().map(|word| format!("\"{word}\""))
}

/// The number and the unit of a text whose quotes were forgotten, such as `30s` or `0.5`.
pub fn unit(node: &Node) -> Option<&str> {
    match node {
        Node::Other(literal) if literal.starts_with(|c: char| c.is_ascii_digit()) => Some(literal),
        _ => None,
    }
}

//! Texts as a person may write them: literals of Rust, scalars of YAML.

use std::fmt::Write as _;

use watershed_tests::fuzz::Random;

use crate::places::Written;

/// A text as it is written in a kind of place.
pub fn written(written: Written, text: &str, random: &mut Random) -> String {
    match written {
        Written::Rust => rust(text, random),
        Written::Yaml => yaml(text, random),
        Written::Doc => text.replace('\r', "").replace('\n', "\n/// "),
    }
}

/// A literal of Rust, in one of its many forms.
fn rust(text: &str, random: &mut Random) -> String {
    let literal = match random.below(4) {
        0 => format!("\"{}\"", text.escape_default()),
        1 if !text.contains('\r') => raw(text),
        2 => continued(text, random),
        _ => format!("\"{}\"", escaped(text, random)),
    };
    let read: syn::LitStr = syn::parse_str(&literal).unwrap_or_else(|wrong| panic!("{literal}: {wrong}"));
    assert_eq!(read.value(), text, "{literal}");
    literal
}

/// `r#"…"#` with as many signs as it needs.
fn raw(text: &str) -> String {
    let mut signs = String::new();
    while text.contains(&format!("\"{signs}")) {
        signs.push('#');
    }
    format!("r{signs}\"{text}\"{signs}")
}

/// Some characters as they are, some by number.
fn escaped(text: &str, random: &mut Random) -> String {
    let mut out = String::new();
    for character in text.chars() {
        let number = u32::from(character);
        match (character, random.below(4)) {
            (_, 0) => {
                let _ = write!(out, "\\u{{{number:0width$x}}}", width = random.below(7));
            }
            (_, 1) if number < 0x80 => {
                let _ = write!(out, "\\x{number:02X}");
            }
            ('"' | '\\', _) => out.extend(['\\', character]),
            ('\r', _) => out.push_str("\\r"),
            ('\0', _) => out.push_str("\\0"),
            _ => out.push(character),
        }
    }
    out
}

/// Broken over two lines of the source, which is no line break of the text.
fn continued(text: &str, random: &mut Random) -> String {
    let characters: Vec<char> = text.chars().collect();
    let split = random.below(characters.len() + 1);
    let (before, after): (String, String) =
        (characters[..split].iter().collect(), characters[split..].iter().collect());
    format!("\"{}\\\n        {}\"", before.escape_default(), after.escape_unicode())
}

/// A scalar of YAML in quotes.
fn yaml(text: &str, random: &mut Random) -> String {
    let is_plain =
        |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_plain) && random.below(2) == 0 {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for character in text.chars() {
        let number = u32::from(character);
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            it if is_plain(it) && random.below(3) > 0 => out.push(it),
            _ if number < 0x100 => {
                let _ = write!(out, "\\x{number:02x}");
            }
            _ if number < 0x1_0000 => {
                let _ = write!(out, "\\u{number:04x}");
            }
            _ => {
                let _ = write!(out, "\\U{number:08x}");
            }
        }
    }
    out.push('"');
    out
}

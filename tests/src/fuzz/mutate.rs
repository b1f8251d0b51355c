//! Small changes of a text, most of them not quite wrong.

/// A generator of numbers, the same on every machine.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below another; 0 where there is none.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0).checked_rem(below).unwrap_or(0)
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What is put in: what ends or begins something in Rust, YAML, HCL or TOML, and texts that are read as something else.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "`",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "#",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "${",
    "%{",
    "{{",
    "}}",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "::",
    ":",
    ";",
    ",",
    "=",
    "=>",
    "->",
    "&",
    "|",
    "!",
    "?",
    "~",
    "@",
    "$",
    "-",
    "--",
    "- ",
    "no",
    "yes",
    "null",
    "1:30",
    "0x1f",
    "1e3",
    ".inf",
    "<<",
    "=",
    "async",
    "fn",
    "struct",
    "mod",
    "use",
    "pub",
    "crate::",
    "self::",
    "super::",
    "cfg(",
    "cfg_attr(",
    "path = ",
    "include!(",
    "macro_rules!",
    "#[function]",
    "#[function(",
    "queue(",
    "http(GET, \"/\")",
    "timeout = ",
    "\"5s\"",
    "\"99999999999999999999s\"",
    "18446744073709551616",
    "-1",
    "0",
    "'a",
    "é",
    "漢",
    "🎉",
    "\u{202e}",
    "\u{feff}",
    "\u{85}",
    "environments:",
    "dev: {}",
    "&a",
    "*a",
    "!!str ",
    "---\n",
    "...\n",
    "? ",
    "[package]",
    "features = [",
    "name = ",
    "path = \"..\"",
    "path = \"/etc\"",
    "**",
    "../..",
    "id = \"\"",
    "env(A = \"b\")",
];

/// A text with a few changes; sometimes it is no UTF-8 any more.
pub fn mutate(text: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..=random.below(4) {
        let (from, to) = range(&text, random);
        match random.below(8) {
            0 => drop(text.drain(from..to)),
            1 => {
                let piece = text[from..to].to_vec();
                insert(&mut text, to, &piece);
            }
            2 | 3 => insert(&mut text, from, random.pick(PIECES).as_bytes()),
            4 => drop(text.splice(from..to, random.pick(PIECES).bytes())),
            5 => {
                let (start, end) = range(other, random);
                insert(&mut text, from, &other[start..end]);
            }
            6 => {
                let piece = random.pick(PIECES).repeat(1 << random.below(10));
                insert(&mut text, from, piece.as_bytes());
            }
            _ => {
                if let Some(byte) = text.get_mut(from) {
                    *byte = u8::try_from(random.below(256)).unwrap_or(0);
                }
            }
        }
    }
    text
}

/// A piece, most often a short one, that begins and ends between words.
fn range(text: &[u8], random: &mut Random) -> (usize, usize) {
    let from = edge(text, random.below(text.len() + 1));
    let length = 1 << random.below(8);
    (from, edge(text, (from + length).min(text.len())).max(from))
}

/// The next place at which a word begins or ends.
fn edge(text: &[u8], from: usize) -> usize {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
    text[from..].iter().position(|byte| !is_word(byte)).map_or(text.len(), |length| from + length)
}

fn insert(text: &mut Vec<u8>, at: usize, piece: &[u8]) {
    text.splice(at..at, piece.iter().copied());
}

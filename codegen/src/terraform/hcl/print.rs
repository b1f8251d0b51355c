//! The printer.
//!
//! The whole rule of `terraform fmt`: neighbouring one-line attributes share one `=` column; a value of several
//! lines, a block, a comment or an empty line ends the run. The same holds inside objects.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::escape::{inside, is_identifier, quoted, width_inside};
use super::{Block, Body, Expression, Item, Part};
use crate::visible::is_hidden;

/// A list of up to this many characters stays on one line.
const LINE: usize = 80;

/// Most files have fewer bytes.
const USUAL: usize = 16 << 10;

/// The text of a file.
pub fn print(body: &Body) -> String {
    let mut printer = Printer { out: String::with_capacity(USUAL), depth: 0 };
    printer.body(body);
    // Texts live until they are written, so each gets the room that it needs and not what it grew to.
    printer.out.as_str().to_owned()
}

struct Printer {
    out: String,
    depth: usize,
}

impl Printer {
    fn body(&mut self, body: &Body) {
        let mut index = 0;
        while let Some(item) = body.items.get(index) {
            index += 1;
            match item {
                Item::Attribute(..) => index = self.run(&body.items, index - 1),
                Item::Block(block) => self.block(block),
                Item::Comment(text) => self.comment(text),
                Item::Blank => self.out.push('\n'),
            }
        }
    }

    /// Prints neighbouring attributes and answers where the next item is.
    fn run(&mut self, items: &[Item], first: usize) -> usize {
        let attributes = items[first..].iter().map_while(|item| match item {
            Item::Attribute(name, value) => Some((Cow::Borrowed(name.as_ref()), value)),
            _ => None,
        });
        let pairs: Vec<_> = attributes.collect();
        self.pairs(&pairs);
        first + pairs.len()
    }

    /// Prints `key = value` lines with the columns of each run aligned.
    fn pairs(&mut self, pairs: &[(Cow<'_, str>, &Expression)]) {
        let mut start = 0;
        while start < pairs.len() {
            // A value of several lines stands alone: it takes part in no run.
            let length = pairs[start..].iter().take_while(|(_, value)| !is_tall(value)).count();
            let run = &pairs[start..start + length.max(1)];
            let width = run.iter().map(|(key, _)| characters(key)).max().unwrap_or(0);
            for (key, value) in run {
                self.indent();
                self.out.push_str(key);
                self.spaces(width - characters(key));
                self.out.push_str(" = ");
                self.expression(value);
                self.out.push('\n');
            }
            start += run.len();
        }
    }

    fn block(&mut self, block: &Block) {
        self.indent();
        self.out.push_str(&block.name);
        for label in &block.labels {
            self.out.push(' ');
            quoted(label, &mut self.out);
        }
        if block.body.items.is_empty() {
            self.out.push_str(" {}\n");
            return;
        }
        self.out.push_str(" {\n");
        self.depth += 1;
        self.body(&block.body);
        self.depth -= 1;
        self.indent();
        self.out.push_str("}\n");
    }

    fn comment(&mut self, text: &str) {
        for line in text.lines() {
            self.indent();
            self.out.push('#');
            let line: String = line.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
            if !line.trim().is_empty() {
                self.out.push(' ');
                self.out.push_str(line.trim());
            }
            self.out.push('\n');
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Text(text) => quoted(text, &mut self.out),
            Expression::Number(number) => {
                // Writing to a text cannot fail.
                let _ = write!(self.out, "{number}");
            }
            Expression::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Expression::Null => self.out.push_str("null"),
            Expression::Reference(text) => self.out.push_str(text),
            Expression::List(items) => self.list(items),
            Expression::Object(pairs) => self.object(pairs),
            Expression::Call(name, arguments) => self.call(name, arguments),
            Expression::Template(parts) => self.template(parts),
        }
    }

    fn list(&mut self, items: &[Expression]) {
        if line_of(items).is_some() {
            self.out.push('[');
            self.separated(items);
            self.out.push(']');
            return;
        }
        self.out.push_str("[\n");
        self.depth += 1;
        for item in items {
            self.indent();
            self.expression(item);
            self.out.push_str(",\n");
        }
        self.depth -= 1;
        self.indent();
        self.out.push(']');
    }

    fn object(&mut self, pairs: &[(String, Expression)]) {
        if pairs.is_empty() {
            self.out.push_str("{}");
            return;
        }
        self.out.push_str("{\n");
        self.depth += 1;
        self.pairs(&pairs.iter().map(|(key, value)| (object_key(key), value)).collect::<Vec<_>>());
        self.depth -= 1;
        self.indent();
        self.out.push('}');
    }

    fn call(&mut self, name: &str, arguments: &[Expression]) {
        self.out.push_str(name);
        self.out.push('(');
        self.separated(arguments);
        self.out.push(')');
    }

    fn separated(&mut self, items: &[Expression]) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            self.expression(item);
        }
    }

    fn template(&mut self, parts: &[Part]) {
        let mut written = parts.iter().filter(|part| !matches!(part, Part::Text(text) if text.is_empty()));
        // A template that is one reference and nothing else is that reference.
        if let (Some(Part::Reference(only)), None) = (written.next(), written.next()) {
            return self.out.push_str(only);
        }
        self.out.push('"');
        for part in parts {
            match part {
                Part::Text(text) => inside(text, &mut self.out),
                Part::Reference(reference) => {
                    self.out.push_str("${");
                    self.out.push_str(reference);
                    self.out.push('}');
                }
            }
        }
        self.out.push('"');
    }

    fn indent(&mut self) {
        self.spaces(2 * self.depth);
    }

    fn spaces(&mut self, count: usize) {
        const SPACES: &str = "                                                                ";
        match SPACES.get(..count) {
            Some(spaces) => self.out.push_str(spaces),
            None => self.out.extend(std::iter::repeat_n(' ', count)),
        }
    }
}

/// Whether a value takes more than one line.
fn is_tall(expression: &Expression) -> bool {
    match expression {
        Expression::List(items) => line_of(items).is_none(),
        Expression::Object(pairs) => !pairs.is_empty(),
        Expression::Call(_, arguments) => arguments.iter().any(is_tall),
        Expression::Text(_)
        | Expression::Number(_)
        | Expression::Bool(_)
        | Expression::Null
        | Expression::Reference(_)
        | Expression::Template(_) => false,
    }
}

/// How many characters a list takes on one line, where it fits on one.
fn line_of(items: &[Expression]) -> Option<usize> {
    let mut line = "[]".len();
    for (index, item) in items.iter().enumerate() {
        line += if index > 0 { ", ".len() } else { 0 };
        line += width(item)?;
        if line > LINE + "[]".len() {
            return None;
        }
    }
    Some(line)
}

/// How many characters a value takes, where it takes one line.
fn width(expression: &Expression) -> Option<usize> {
    match expression {
        Expression::Text(text) => Some(2 + width_inside(text)),
        Expression::Reference(text) => Some(characters(text)),
        Expression::List(items) => line_of(items),
        other if is_tall(other) => None,
        other => {
            let mut printer = Printer { out: String::new(), depth: 0 };
            printer.expression(other);
            Some(characters(&printer.out))
        }
    }
}

fn characters(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

fn object_key(key: &str) -> Cow<'_, str> {
    if is_identifier(key) {
        return Cow::Borrowed(key);
    }
    let mut out = String::new();
    quoted(key, &mut out);
    Cow::Owned(out)
}

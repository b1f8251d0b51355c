//! The printer.
//!
//! The whole rule of `terraform fmt`: neighbouring one-line attributes share one `=` column; a value of several
//! lines, a block, a comment or an empty line ends the run. The same holds inside objects.

use super::escape::{inside, is_identifier, quoted};
use super::{Block, Body, Expression, Item, Part};

/// A list of up to this many characters stays on one line.
const LINE: usize = 80;

/// The text of a file.
pub fn print(body: &Body) -> String {
    let mut printer = Printer { out: String::new(), depth: 0 };
    printer.body(body);
    printer.out
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
            Item::Attribute(name, value) => Some((name.as_ref(), value)),
            _ => None,
        });
        let pairs: Vec<(&str, String, &Expression)> =
            attributes.map(|(name, value)| (name, name.to_owned(), value)).collect();
        let count = pairs.len();
        self.pairs(pairs.into_iter().map(|(_, key, value)| (key, value)).collect());
        first + count
    }

    /// Prints `key = value` lines with the columns of each run aligned.
    fn pairs(&mut self, pairs: Vec<(String, &Expression)>) {
        let values: Vec<(String, String)> = pairs
            .into_iter()
            .map(|(key, value)| {
                let mut inner = Self { out: String::new(), depth: self.depth };
                inner.expression(value);
                (key, inner.out)
            })
            .collect();
        let mut start = 0;
        while start < values.len() {
            // A value of several lines stands alone: it takes part in no run.
            let length = values[start..].iter().take_while(|(_, value)| !value.contains('\n')).count();
            let run = &values[start..start + length.max(1)];
            let width = run.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0);
            for (key, value) in run {
                self.indent();
                self.out.push_str(key);
                let padding = width - key.chars().count();
                self.out.extend(std::iter::repeat_n(' ', padding + 1));
                self.out.push_str("= ");
                self.out.push_str(value);
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
            let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
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
            Expression::Number(number) => self.out.push_str(&number.to_string()),
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
        let printed: Vec<String> = items.iter().map(|item| self.apart(item, 0)).collect();
        let one_line = printed.join(", ");
        if one_line.chars().count() <= LINE && !one_line.contains('\n') {
            self.out.push('[');
            self.out.push_str(&one_line);
            self.out.push(']');
            return;
        }
        self.out.push_str("[\n");
        self.depth += 1;
        for item in items {
            self.indent();
            let text = self.apart(item, 0);
            self.out.push_str(&text);
            self.out.push_str(",\n");
        }
        self.depth -= 1;
        self.indent();
        self.out.push(']');
    }

    /// The expression as it would be printed `deeper` levels down.
    fn apart(&self, expression: &Expression, deeper: usize) -> String {
        let mut inner = Self { out: String::new(), depth: self.depth + deeper };
        inner.expression(expression);
        inner.out
    }

    fn object(&mut self, pairs: &[(String, Expression)]) {
        if pairs.is_empty() {
            self.out.push_str("{}");
            return;
        }
        self.out.push_str("{\n");
        self.depth += 1;
        self.pairs(pairs.iter().map(|(key, value)| (object_key(key), value)).collect());
        self.depth -= 1;
        self.indent();
        self.out.push('}');
    }

    fn call(&mut self, name: &str, arguments: &[Expression]) {
        self.out.push_str(name);
        self.out.push('(');
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            self.expression(argument);
        }
        self.out.push(')');
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
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }
}

fn object_key(key: &str) -> String {
    if is_identifier(key) {
        return key.to_owned();
    }
    let mut out = String::new();
    quoted(key, &mut out);
    out
}

//! Blocks of Terraform as Watershed wrote them: the form of their lines is known, so they are read line by line.

use std::collections::BTreeMap;

use super::Files;

/// A block at the margin of a file: `resource "kind" "label" {`, or `moved {`.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// The type of a resource, or the word of another block.
    pub kind: &'a str,
    /// The name of a resource.
    pub label: &'a str,
    body: &'a str,
}

impl<'a> Block<'a> {
    /// What AWS knows it by, where its files say so: another one is another resource.
    pub fn name(&self) -> Option<&'a str> {
        ["name", "bucket", "function_name", "alarm_name"].iter().find_map(|it| self.says(it))
    }

    /// Its resource's address in Terraform.
    pub fn address(&self) -> String {
        format!("{}.{}", self.kind, self.label)
    }

    /// Every value of an argument, with the names of the blocks around it before a dot: `expiration.days`.
    pub fn all(&self, path: &str) -> impl Iterator<Item = &'a str> {
        let mut around: Vec<&str> = Vec::new();
        self.body.lines().filter_map(move |line| {
            let line = line.trim();
            if line.starts_with(['}', ']', ')']) {
                around.pop();
            } else if line.ends_with(['{', '[', '(']) && !line.starts_with('#') {
                around.push(line.split([' ', '=']).next().unwrap_or_default());
            } else {
                let (name, value) = line.split_once('=')?;
                let is_it = path.strip_suffix(name.trim_end()).is_some_and(|before| is_path(before, &around));
                return is_it.then(|| value.trim().trim_matches('"'));
            }
            None
        })
    }

    /// The blocks of a name inside of this one.
    pub fn nested(&self, name: &str) -> impl Iterator<Item = Block<'a>> {
        let (kind, heading) = (self.kind, format!("  {name} {{\n"));
        let parts = self.body.split("\n  }\n");
        let parts = parts.filter_map(move |part| Some(part.rsplit_once(heading.as_str())?.1));
        parts.map(move |body| Block { kind, label: "", body })
    }

    /// The value of an argument.
    pub fn says(&self, path: &str) -> Option<&'a str> {
        self.all(path).next()
    }

    /// The number that an argument is.
    pub fn number(&self, path: &str) -> Option<u64> {
        self.says(path)?.parse().ok()
    }

    /// Whether an argument is `true`.
    pub fn has(&self, path: &str) -> bool {
        self.says(path) == Some("true")
    }
}

/// Whether `rule.expiration.` names just these blocks.
fn is_path(before: &str, around: &[&str]) -> bool {
    before.split_terminator('.').eq(around.iter().copied())
}

/// Resources by their type and their name.
pub type Resources<'a> = BTreeMap<(&'a str, &'a str), Block<'a>>;

/// All resources of some files.
pub fn resources<'a>(files: &Files<'a>) -> Resources<'a> {
    let all = blocks(files, |line| {
        let (kind, label) = line.strip_prefix("resource \"")?.strip_suffix("\" {")?.split_once("\" \"")?;
        Some((kind, label))
    });
    all.map(|it| ((it.kind, it.label), it)).collect()
}

/// What moves: from which address to which.
pub fn moved<'a>(files: &Files<'a>) -> BTreeMap<&'a str, &'a str> {
    let moves = blocks(files, |line| (line == "moved {").then_some(("moved", "")));
    moves.filter_map(|it| Some((it.says("from")?, it.says("to")?))).collect()
}

fn blocks<'a>(
    files: &Files<'a>,
    heading: fn(&'a str) -> Option<(&'a str, &'a str)>,
) -> impl Iterator<Item = Block<'a>> {
    let parts = files.values().flat_map(|text| text.split("\n}\n"));
    let block = move |part: &'a str| {
        // What stands between two blocks stands before the heading.
        let (start, (kind, label)) = lines(part).find_map(|(start, line)| Some((start, heading(line)?)))?;
        Some(Block { kind, label, body: part[start..].split_once('\n').map_or("", |it| it.1) })
    };
    parts.filter_map(block)
}

/// The lines of a text, with where each begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let start = next;
        next += line.len() + 1;
        (start, line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"# Written by watershed: a

resource "aws_dynamodb_table" "order" {
  name         = "shop-dev-order"
  hash_key     = "id"
  # what = {
  tags = {
    name = "no"
  }

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "at"
    type = "N"
  }
}

moved {
  from = aws_dynamodb_table.cart
  to   = aws_dynamodb_table.order
}
"#;

    #[test]
    fn arguments_are_found_by_the_blocks_around_them() {
        let files = Files::from([("a.tf", TEXT)]);
        let table = resources(&files)[&("aws_dynamodb_table", "order")];
        assert_eq!(table.address(), "aws_dynamodb_table.order");
        assert_eq!(table.says("name"), Some("shop-dev-order"));
        assert_eq!(table.all("attribute.name").collect::<Vec<_>>(), ["id", "at"]);
        assert_eq!(table.says("attribute"), None);
        assert_eq!(table.says("key"), None);
        let nested: Vec<_> = table.nested("attribute").map(|it| (it.says("name"), it.says("type"))).collect();
        assert_eq!(nested, [(Some("id"), Some("S")), (Some("at"), Some("N"))]);
        assert_eq!(moved(&files), BTreeMap::from([("aws_dynamodb_table.cart", "aws_dynamodb_table.order")]));
    }
}

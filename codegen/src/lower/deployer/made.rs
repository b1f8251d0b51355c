//! What was written of an environment, as far as its deployer needs to know: kinds, names, and who refers to whom.

use std::collections::BTreeMap;

use watershed_grammar::value::Arn;

use super::table;
use crate::lower::File;
use crate::lower::names::{ACCOUNT, domain};
use crate::terraform::hcl::{Block, Body, Expression, Item, Part};

/// A resource, or what is looked up.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its type in Terraform, with `data.` before it where it is looked up.
    pub kind: String,
    /// Its name in Terraform.
    pub local: String,
    /// Where it exists only under a condition: the condition.
    pub count: Option<Expression>,
    /// Arguments that are texts or references; of blocks and maps as `target.role_arn`.
    arguments: BTreeMap<String, Expression>,
}

impl Made {
    /// Everything in a file.
    pub fn of(file: &File) -> Vec<Self> {
        let File::Terraform(_, body) = file else { return Vec::new() };
        let blocks = body.items.iter().filter_map(|item| match item {
            Item::Block(block) => Self::of_block(block),
            _ => None,
        });
        blocks.collect()
    }

    fn of_block(block: &Block) -> Option<Self> {
        let [kind, local] = block.labels.as_slice() else { return None };
        let kind = match block.name.as_ref() {
            "resource" => kind.clone(),
            "data" => format!("data.{kind}"),
            _ => return None,
        };
        let mut made = Self { kind, local: local.clone(), count: None, arguments: BTreeMap::new() };
        made.read("", &block.body);
        made.count = made.arguments.remove("count");
        Some(made)
    }

    fn read(&mut self, prefix: &str, body: &Body) {
        for item in &body.items {
            match item {
                Item::Attribute(name, value) => self.take(format!("{prefix}{name}"), value),
                Item::Block(inner) if prefix.is_empty() => self.read(&format!("{}.", inner.name), &inner.body),
                _ => {}
            }
        }
    }

    fn take(&mut self, name: String, value: &Expression) {
        match value {
            Expression::Text(_) | Expression::Reference(_) => {
                self.arguments.insert(name, value.clone());
            }
            Expression::Object(pairs) if !name.contains('.') => {
                for (key, value) in pairs {
                    self.take(format!("{name}.{key}"), value);
                }
            }
            // Its value is nobody's name.
            _ => {
                self.arguments.insert(name, Expression::Null);
            }
        }
    }

    /// Whether it has an argument.
    pub fn has(&self, argument: &str) -> bool {
        self.arguments.contains_key(argument)
    }
}

/// Everything that was written, and what holds for all of it.
pub struct World<'a> {
    made: BTreeMap<(&'a str, &'a str), &'a Made>,
    /// Tags that everything has which says nothing else.
    pub tags: &'a BTreeMap<String, String>,
    /// The partition of the region.
    pub partition: &'a str,
    /// The region.
    pub region: &'a str,
}

/// Places of a pattern that are no arguments; the last one is the end.
const OURS: &[&str] = &["partition", "domain", "region", "account", ""];

/// What an argument stands for.
#[derive(Default)]
struct Named {
    parts: Vec<Part>,
    /// Region and account, where it is written as an ARN.
    home: Option<(String, String)>,
}

impl Named {
    fn of(text: &str) -> Self {
        Self { parts: vec![Part::Text(text.to_owned())], home: None }
    }
}

impl<'a> World<'a> {
    /// With everything in its place.
    pub fn new(made: &'a [Made], tags: &'a BTreeMap<String, String>, partition: &'a str, region: &'a str) -> Self {
        let made = made.iter().map(|it| ((it.kind.as_str(), it.local.as_str()), it)).collect();
        Self { made, tags, partition, region }
    }

    /// A text of the table for one resource; nothing where an argument leads nowhere.
    pub fn fill(&self, pattern: &str, of: &Made) -> Option<Expression> {
        Some(expression(self.filled(pattern, of)?.parts))
    }

    fn filled(&self, pattern: &str, of: &Made) -> Option<Named> {
        let mut filled = Vec::new();
        for (literal, place) in pieces(pattern) {
            let named = if OURS.contains(&place) { Named::default() } else { self.argument(place, of)? };
            filled.push((literal, place, named));
        }
        let home = filled.iter().find_map(|(_, _, named)| named.home.clone());
        let (region, account) = match &home {
            Some((region, account)) => (region.as_str(), Part::Text(account.clone())),
            None => (self.region, Part::Reference(ACCOUNT.into())),
        };
        let mut parts = Vec::new();
        for (literal, place, named) in filled {
            push(&mut parts, Part::Text(literal.to_owned()));
            match place {
                "partition" => push(&mut parts, Part::Text(self.partition.to_owned())),
                "domain" => push(&mut parts, Part::Text(domain(self.region).to_owned())),
                "region" => push(&mut parts, Part::Text(region.to_owned())),
                "account" => push(&mut parts, account.clone()),
                _ => named.parts.into_iter().for_each(|part| push(&mut parts, part)),
            }
        }
        Some(Named { parts, home })
    }

    /// What stands at a place of a pattern; nothing where it leads nowhere.
    fn argument(&self, place: &str, of: &Made) -> Option<Named> {
        let (name, before, behind) = match (place.strip_prefix(':'), place.strip_suffix('/')) {
            (Some(name), _) => (name, ":", ""),
            (_, Some(name)) => (name, "", "/"),
            _ => (place, "", ""),
        };
        let Some(value) = of.arguments.get(name) else {
            let may_miss = !(before.is_empty() && behind.is_empty());
            return match name.strip_prefix("tags.").and_then(|key| self.tags.get(key)) {
                Some(tag) => Some(Named::of(tag)),
                None => may_miss.then(Named::default),
            };
        };
        let mut named = self.named(value)?;
        named.parts.insert(0, Part::Text(before.to_owned()));
        named.parts.push(Part::Text(behind.to_owned()));
        Some(named)
    }

    /// The name that a value stands for.
    fn named(&self, value: &Expression) -> Option<Named> {
        match value {
            Expression::Text(text) => Some(match Arn::parse(text) {
                Some(arn) => {
                    let home = (arn.region.to_owned(), arn.account.to_owned());
                    Named { home: Some(home), ..Named::of(arn.name()) }
                }
                None => Named::of(text),
            }),
            Expression::Reference(path) if path.starts_with("var.") => {
                Some(Named { parts: vec![Part::Reference(path.clone())], home: None })
            }
            Expression::Reference(path) => {
                let data = if path.starts_with("data.") { "data." } else { "" };
                let mut words = path[data.len()..].split('.');
                let (kind, local) = (format!("{data}{}", words.next()?), words.next()?);
                let attribute = words.next()?;
                let made = self.made.get(&(kind.as_str(), local))?;
                match made.arguments.get(attribute) {
                    Some(value) => self.named(value),
                    None => self.filled(table::of(&kind)?.name, made),
                }
            }
            _ => None,
        }
    }
}

/// A pattern as texts with the places behind them; the last place is empty.
fn pieces(pattern: &str) -> Vec<(&str, &str)> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((literal, (place, behind))) =
        rest.split_once('{').and_then(|(literal, open)| Some((literal, open.split_once('}')?)))
    {
        pieces.push((literal, place));
        rest = behind;
    }
    pieces.push((rest, ""));
    pieces
}

fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (_, Part::Text(text)) if text.is_empty() => {}
        (Some(Part::Text(last)), Part::Text(text)) => last.push_str(&text),
        (_, part) => parts.push(part),
    }
}

fn expression(mut parts: Vec<Part>) -> Expression {
    match parts.as_mut_slice() {
        [] => Expression::from(""),
        [Part::Text(text)] => std::mem::take(text).into(),
        [Part::Reference(path)] => Expression::Reference(path.clone()),
        _ => Expression::Template(parts),
    }
}

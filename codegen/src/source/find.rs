//! Finds annotated items, and refuses those that could be lost.

use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use super::cfg::Decision;
use super::files::{Files, span};
use super::modules::{self, Module};
use super::scanner::{Attribute, Item, ItemKind, Range};
use super::sources::Unit;
use super::{cfg_attr, path};
use crate::resolve::{ATTRIBUTES, Entity, ItemPlace, ModulePlace, Namespace, Resolver};

/// An item with an attribute of Watershed.
#[derive(Clone, Copy, Debug)]
pub struct Annotated {
    /// The item.
    pub place: ItemPlace,
    /// The file it is in.
    pub file: u32,
    /// Which attribute: `function`, `service`, `queue`, …
    pub kind: &'static str,
    /// The attribute's path, as it is written.
    pub at: Span,
    /// What is between its parentheses.
    pub arguments: Range,
}

/// Looks through the crates of the deployed binary.
pub fn find(units: &[Unit], resolver: &Resolver<'_>, files: &Files, diagnostics: &mut Diagnostics) -> Vec<Annotated> {
    let mut found = Vec::new();
    for (krate, unit) in units.iter().enumerate() {
        for (index, module) in unit.modules.iter().enumerate() {
            let place = ModulePlace { krate, module: index };
            let mut search = Search {
                unit,
                module,
                place,
                resolver,
                files,
                text: files.text(module.file),
                diagnostics,
                found: &mut found,
            };
            for (number, item) in module.items.iter().enumerate() {
                search.item(number, item);
            }
        }
    }
    found.sort_by_key(|it| it.at);
    // A file that two crates share is read twice; its items count once.
    found.dedup_by_key(|it| it.at);
    found
}

struct Search<'a> {
    unit: &'a Unit,
    module: &'a Module,
    place: ModulePlace,
    resolver: &'a Resolver<'a>,
    files: &'a Files,
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
    found: &'a mut Vec<Annotated>,
}

impl Search<'_> {
    fn item(&mut self, number: usize, item: &Item) {
        let mut first: Option<(&'static str, Span)> = None;
        for attribute in &item.attributes {
            let at = span(self.module.file, attribute.path);
            if attribute.path.of(self.text) == "cfg_attr" {
                self.under_cfg_attr(attribute);
                continue;
            }
            let Some(kind) = self.kind(attribute, item) else { continue };
            if let Some((other, earlier)) = first {
                let message = format!("an item is one thing: `{other}` and `{kind}` are two");
                let wrong = Diagnostic::error(codes::CONFLICT, at, message).also(earlier, "the first attribute");
                self.diagnostics.push(wrong.help("keep one of them"));
                continue;
            }
            first = Some((kind, at));
            self.annotated(number, item, attribute, kind);
        }
        for attribute in &item.inside {
            self.inside(item, attribute);
        }
    }

    fn annotated(&mut self, number: usize, item: &Item, attribute: &Attribute, kind: &'static str) {
        let at = span(self.module.file, attribute.path);
        let (decision, condition) = modules::decide(&self.unit.build, self.files, self.module.file, &item.attributes);
        if let Some(condition) = condition.filter(|_| decision == Decision::Unknown).or(self.module.undecided) {
            let wrong =
                Diagnostic::error(codes::UNKNOWN_CFG, condition, "this condition cannot be decided without building");
            let help = "use a feature of the crate: `#[cfg(feature = \"…\")]`";
            self.diagnostics.push(wrong.also(at, "and decides whether this is deployed").help(help));
        }
        let on_function = matches!(kind, "function" | "service");
        let fits = if on_function { item.kind == ItemKind::Function } else { item.kind == ItemKind::Struct };
        if !fits {
            let place = if on_function { "a free async function" } else { "a struct" };
            self.diagnostics.push(Diagnostic::error(codes::BAD_ITEM, at, format!("`#[{kind}]` stands on {place}")));
            return;
        }
        let place = ItemPlace { module: self.place, item: number };
        match arguments(self.text, attribute.rest) {
            Some(arguments) => {
                self.found.push(Annotated { place, file: self.module.file, kind, at, arguments });
            }
            None => {
                let rest = span(self.module.file, attribute.rest);
                let wrong = Diagnostic::error(codes::SYNTAX, rest, "arguments stand in parentheses");
                self.diagnostics.push(wrong.help(format!("write `#[{kind}(…)]`")));
            }
        }
    }

    /// Which of our attributes it is; reports one that has our name and leads nowhere.
    fn kind(&mut self, attribute: &Attribute, item: &Item) -> Option<&'static str> {
        let written = attribute.path.of(self.text);
        match self.resolve(written) {
            Ok(kind) => kind,
            Err(()) => {
                let last = written.rsplit("::").next().unwrap_or(written).trim();
                if ATTRIBUTES.contains(&last) && !self.may_be_a_helper(written, item) {
                    let at = span(self.module.file, attribute.path);
                    let wrong =
                        Diagnostic::error(codes::UNRESOLVED, at, format!("`{written}` leads nowhere from here"));
                    self.diagnostics.push(wrong.help(format!("write `use watershed::{last};`")));
                }
                None
            }
        }
    }

    /// `Ok(None)` for what is not ours, `Err` for what leads nowhere.
    fn resolve(&self, written: &str) -> Result<Option<&'static str>, ()> {
        let (global, segments) = path::segments(written);
        match self.resolver.resolve(self.place, global, &segments, Namespace::Macro) {
            Ok(Entity::Watershed(name)) => Ok(ATTRIBUTES.iter().find(|known| **known == name).copied()),
            Ok(_) => Ok(None),
            Err(_) => Err(()),
        }
    }

    /// A derive may bring attributes of its own, which have no path.
    fn may_be_a_helper(&self, written: &str, item: &Item) -> bool {
        const WITHOUT: &[&str] = &[
            "Clone",
            "Copy",
            "Debug",
            "Default",
            "PartialEq",
            "Eq",
            "PartialOrd",
            "Ord",
            "Hash",
            "Serialize",
            "Deserialize",
        ];
        let derives = item.attributes.iter().filter(|attribute| attribute.path.of(self.text) == "derive");
        let mut names = derives.flat_map(|derive| derive.rest.of(self.text).trim_matches(['(', ')', ' ']).split(','));
        !written.contains("::") && names.any(|name| !WITHOUT.contains(&name.rsplit("::").next().unwrap_or(name).trim()))
    }

    fn under_cfg_attr(&mut self, attribute: &Attribute) {
        let Some((_, inner)) = cfg_attr::parts(self.text, attribute) else { return };
        for attribute in inner {
            let written = attribute.path.of(self.text);
            if let Ok(Some(kind)) = self.resolve(written) {
                let at = span(self.module.file, attribute.path);
                let wrong = Diagnostic::error(codes::UNDER_CFG_ATTR, at, format!("`{written}` under `cfg_attr`"));
                self.diagnostics.push(wrong.help(format!("write `#[cfg(…)]` and `#[{kind}(…)]` on two items")));
            }
        }
    }

    fn inside(&mut self, item: &Item, attribute: &Attribute) {
        let written = attribute.path.of(self.text);
        let last = written.rsplit("::").next().unwrap_or(written).trim();
        let in_macro = matches!(item.kind, ItemKind::Macro | ItemKind::MacroCall);
        let ours = match self.resolve(written) {
            Ok(kind) => kind.is_some(),
            // In a macro's definition `$crate` and parameters lead where only an expansion knows.
            Err(()) => in_macro && ATTRIBUTES.contains(&last) && written.contains('$'),
        };
        if !ours {
            return;
        }
        let at = span(self.module.file, attribute.path);
        let wrong = match item.kind {
            ItemKind::Macro | ItemKind::MacroCall => {
                Diagnostic::error(codes::IN_MACRO, at, format!("`{written}` inside a macro is never seen"))
                    .help("write the item out, outside of the macro")
            }
            ItemKind::Impl | ItemKind::Trait => {
                Diagnostic::error(codes::BAD_ITEM, at, format!("`#[{written}]` stands on a free async function"))
                    .help("move it out of the `impl`")
            }
            _ => Diagnostic::error(codes::IN_BODY, at, format!("`{written}` inside a body is never seen"))
                .help("move the item to a module"),
        };
        self.diagnostics.push(wrong);
    }
}

/// What is between the delimiters of an attribute; `None` where something else stands there.
fn arguments(text: &str, rest: Range) -> Option<Range> {
    let shown = rest.of(text);
    let start = rest.start + (shown.len() - shown.trim_start().len());
    let shown = shown.trim();
    if shown.is_empty() {
        return Some(Range { start, end: start });
    }
    let closing = match shown.as_bytes()[0] {
        b'(' => ')',
        b'[' => ']',
        b'{' => '}',
        _ => return None,
    };
    shown.ends_with(closing).then(|| Range { start: start + 1, end: start + shown.len() - 1 })
}

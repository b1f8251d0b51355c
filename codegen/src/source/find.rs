//! Finds annotated items, and refuses those that could be lost.

use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use super::cfg::{Build, Decision};
use super::files::{Files, span};
use super::modules::{self, Included, Module};
use super::scanner::{Attribute, Item, ItemKind, Range};
use super::{cfg_attr, path};
use crate::resolve::{
    ATTRIBUTES, Crate, Entity, Import, ItemPlace, ModulePlace, Namespace, Resolver, Trouble, imports_inside,
};

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
    /// Whether it is there in this build; where nobody can say, that has been reported.
    pub is_certain: bool,
}

/// Looks through the crates of the deployed binary.
pub fn find(
    crates: &[Crate],
    builds: &[Build],
    resolver: &Resolver<'_>,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Vec<Annotated> {
    let mut found = Vec::new();
    for (krate, (Crate { modules, .. }, build)) in crates.iter().zip(builds).enumerate() {
        for (index, module) in modules.iter().enumerate() {
            let place = ModulePlace { krate, module: index };
            let mut search = Search {
                build,
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
            for included in &module.included {
                search.included(included);
            }
        }
    }
    // A file that two modules share is read twice, has two numbers, and makes two of each item, as in rustc.
    found.sort_by_key(|it| it.at);
    found
}

struct Search<'a> {
    build: &'a Build,
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
        let mut locals = Locals { whole: item.whole.of(self.text), imports: None };
        for attribute in &item.inside {
            if attribute.path.of(self.text) == "cfg_attr" {
                if let Some((_, inner)) = cfg_attr::parts(self.text, attribute) {
                    for attribute in &inner {
                        self.inside(item, attribute, &mut locals);
                    }
                }
            } else {
                self.inside(item, attribute, &mut locals);
            }
        }
    }

    /// What stands in an included file belongs to no module that the compiler reads.
    fn included(&mut self, included: &Included) {
        let (text, file) = (self.files.text(included.file), included.file);
        for item in &included.items {
            let nested = item.module.iter().flat_map(|module| &module.items).flat_map(|item| &item.attributes);
            for attribute in item.attributes.iter().chain(&item.inside).chain(nested) {
                let written = attribute.path.of(text);
                let ours = match self.resolve(written) {
                    Ok(kind) => kind.is_some(),
                    Err(_) => ATTRIBUTES.contains(&last(written)),
                };
                if ours {
                    let wrong = Diagnostic::error(
                        codes::INCLUDED,
                        span(file, attribute.path),
                        format!("`{written}` in an included file is never seen"),
                    );
                    self.diagnostics.push(wrong.help("make the file a module with `mod`"));
                }
            }
        }
    }

    fn annotated(&mut self, number: usize, item: &Item, attribute: &Attribute, kind: &'static str) {
        let at = span(self.module.file, attribute.path);
        let (decision, condition) = modules::decide(self.build, self.files, self.module.file, &item.attributes);
        let undecided = condition.filter(|_| decision == Decision::Unknown).or(self.module.undecided);
        if let Some(condition) = undecided {
            let wrong =
                Diagnostic::error(codes::UNKNOWN_CFG, condition, "this condition cannot be decided without building");
            let help = "use a feature that the crate's `Cargo.toml` has: `#[cfg(feature = \"…\")]`";
            self.diagnostics.push(wrong.also(at, "and decides whether this is deployed").help(help));
        }
        let on_function = matches!(kind, "function" | "service");
        if !fits(kind, item.kind) {
            let place = if on_function { "a free async function" } else { "a struct" };
            self.diagnostics.push(Diagnostic::error(codes::BAD_ITEM, at, format!("`#[{kind}]` stands on {place}")));
            return;
        }
        let place = ItemPlace { module: self.place, item: number };
        match arguments(self.text, attribute.rest) {
            Some(arguments) => {
                let (file, is_certain) = (self.module.file, undecided.is_none());
                self.found.push(Annotated { place, file, kind, at, arguments, is_certain });
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
            Err(trouble) => {
                let last = last(written);
                // An attribute of ours cannot stand there, so the other import is meant.
                let is_other = matches!(trouble, Trouble::Ambiguous(_)) && !fits(last, item.kind);
                if ATTRIBUTES.contains(&last) && !is_other && !self.may_be_a_helper(written, item) {
                    let message = match trouble {
                        Trouble::Lost(_) => format!("`{written}` leads nowhere from here"),
                        Trouble::Ambiguous(_) => format!("`{written}` may come from two imports"),
                        Trouble::TooFar(_) => format!("`{written}` comes through more imports than are followed"),
                    };
                    let wrong = Diagnostic::error(codes::UNRESOLVED, span(self.module.file, attribute.path), message);
                    self.diagnostics.push(wrong.help(format!("write `#[watershed::{last}]`")));
                }
                None
            }
        }
    }

    /// `Ok(None)` for what is not ours, `Err` for what leads nowhere.
    fn resolve(&self, written: &str) -> Result<Option<&'static str>, Trouble> {
        let (global, segments) = path::segments(written);
        self.resolve_path(global, &segments)
    }

    fn resolve_path(&self, global: bool, segments: &[&str]) -> Result<Option<&'static str>, Trouble> {
        Ok(match self.resolver.resolve(self.place, global, segments, Namespace::Macro)? {
            Entity::Watershed(name) => ATTRIBUTES.iter().find(|known| **known == name).copied(),
            Entity::Module(_) | Entity::Item(_) | Entity::Library(_) | Entity::Outside | Entity::Unread => None,
        })
    }

    /// Whether a `use` inside of the item makes the name one of ours, or could: `super` leads elsewhere in there.
    fn is_local(&self, written: &str, locals: &mut Locals<'_>) -> bool {
        let (_, segments) = path::segments(written);
        let is_ours = |import: &Import, rest: &[&str]| {
            let path: Vec<&str> = import.path.iter().map(String::as_str).chain(rest.iter().copied()).collect();
            match self.resolve_path(import.global, &path) {
                Ok(kind) => kind.is_some(),
                Err(_) => path.last().is_some_and(|last| ATTRIBUTES.contains(last)),
            }
        };
        let mut imports = locals.imports().iter().peekable();
        imports.peek().is_some()
            && imports.any(|import| match import.name.as_deref() {
                Some(name) => segments.first() == Some(&name) && is_ours(import, &segments[1..]),
                None => is_ours(import, &segments),
            })
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

    fn inside(&mut self, item: &Item, attribute: &Attribute, locals: &mut Locals<'_>) {
        let written = attribute.path.of(self.text);
        let in_macro = matches!(item.kind, ItemKind::Macro | ItemKind::MacroCall);
        let ours = match self.resolve(written) {
            Ok(Some(_)) => true,
            // In a macro's definition `$crate` and parameters lead where only an expansion knows.
            Err(_) if in_macro && ATTRIBUTES.contains(&last(written)) && written.contains('$') => true,
            Ok(None) | Err(_) => self.is_local(written, locals),
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

/// The `use` declarations inside of an item, read when somebody asks.
struct Locals<'a> {
    whole: &'a str,
    imports: Option<Vec<Import>>,
}

impl Locals<'_> {
    fn imports(&mut self) -> &[Import] {
        self.imports
            .get_or_insert_with(|| if self.whole.contains("use ") { imports_inside(self.whole) } else { Vec::new() })
    }
}

/// The last part of a path.
fn last(written: &str) -> &str {
    written.rsplit("::").next().unwrap_or(written).trim()
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

/// Whether an attribute of ours stands on items of a kind.
fn fits(attribute: &str, item: ItemKind) -> bool {
    item == if matches!(attribute, "function" | "service") { ItemKind::Function } else { ItemKind::Struct }
}

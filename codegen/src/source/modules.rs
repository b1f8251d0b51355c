//! The module tree of a target: from its root file along every `mod`.

use watershed_grammar::codes;
use watershed_grammar::{Diagnostic, Diagnostics, Span};

use super::cfg::{Build, Decision};
use super::cfg_attr;
use super::files::{Files, span};
use super::literal;
use super::path::{join, parent};
use super::scanner::{Attribute, Item, ItemKind, Range, Scanned, scan};
use crate::world::{ReadError, World};

/// Modules nested beyond this are refused before they can exhaust the stack.
const DEEPEST: usize = 128;

/// A module and the items that are part of the build.
#[derive(Clone, Debug)]
pub struct Module {
    /// `crate` or a path such as `crate::orders`.
    pub path: String,
    /// The module around it, by its place in the list.
    pub parent: Option<usize>,
    /// Its name in the file of the module around it.
    pub declared: Option<Range>,
    /// The file that its items are written in.
    pub file: u32,
    /// Its items; the contents of inline modules are modules of their own.
    pub items: Vec<Item>,
    /// What it takes in with `include!`.
    pub included: Vec<Included>,
    /// A condition that cannot be decided, on the way to this module.
    pub undecided: Option<Span>,
    /// Whether its items are not known, which has been said.
    pub is_unread: bool,
}

/// A file in the middle of another one.
#[derive(Clone, Debug)]
pub struct Included {
    /// Its number.
    pub file: u32,
    /// What it holds.
    pub items: Vec<Item>,
}

/// Reads the tree below a root file such as `src/main.rs`; each parent stands before its children.
pub fn load(
    world: &dyn World,
    root: &str,
    build: &Build,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Vec<Module> {
    let mut loader = Loader { world, build, files, diagnostics, modules: Vec::new(), chain: Vec::new() };
    let place = Place { folder: parent(root).to_owned(), beside: parent(root).to_owned(), inline: false };
    loader.file(root, &place, Around { path: "crate".to_owned(), parent: None, undecided: None, declared: None });
    loader.modules
}

struct Loader<'a> {
    world: &'a dyn World,
    build: &'a Build,
    files: &'a mut Files,
    diagnostics: &'a mut Diagnostics,
    modules: Vec<Module>,
    /// The files that are being read, from the root down.
    chain: Vec<String>,
}

/// Where the modules of a module are looked for.
#[derive(Clone)]
struct Place {
    /// The folder of `name.rs`.
    folder: String,
    /// The folder that a `#[path]` begins at.
    beside: String,
    /// Whether the module is written in braces, whose `#[path]`s begin at `folder`.
    inline: bool,
}

/// What is known of a module before it is read.
struct Around {
    path: String,
    parent: Option<usize>,
    undecided: Option<Span>,
    /// The name behind `mod`.
    declared: Option<Span>,
}

impl Loader<'_> {
    fn file(&mut self, path: &str, place: &Place, around: Around) {
        let bytes = match self.world.read(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.unreadable(path, &error, around),
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').count();
                let message = format!("`{path}` is not UTF-8 (line {line})");
                return self.unread(codes::UNREADABLE, around.declared, message, around);
            }
        };
        let scanned = scan(&text);
        let file = self.files.add(path.to_owned(), text);
        match scanned {
            Ok(scanned) => {
                self.chain.push(path.to_owned());
                self.module(file, scanned, place, around);
                self.chain.pop();
            }
            Err(fault) => {
                self.unread(codes::BAD_SOURCE, Some(span(file, fault.at)), fault.message.to_owned(), around);
            }
        }
    }

    fn module(&mut self, file: u32, scanned: Scanned, place: &Place, mut around: Around) {
        match decide(self.build, self.files, file, &scanned.attributes) {
            (Decision::No, _) => return,
            (_, undecided) => around.undecided = around.undecided.or(undecided),
        }
        let id = self.modules.len();
        let Around { path, parent, undecided, declared } = around;
        let declared = declared.map(|span| Range { start: span.start as usize, end: span.end as usize });
        let included = Vec::new();
        self.modules.push(Module {
            path: path.clone(),
            parent,
            declared,
            file,
            items: Vec::new(),
            included,
            undecided,
            is_unread: false,
        });
        let mut items = Vec::new();
        for mut item in scanned.items {
            let (decision, condition) = decide(self.build, self.files, file, &item.attributes);
            if decision == Decision::No {
                continue;
            }
            if item.kind == ItemKind::Module
                && let Some(name) = item.name
            {
                let inside = item.module.take();
                let child = Around {
                    path: format!("{path}::{}", name.of(self.files.text(file))),
                    parent: Some(id),
                    undecided: undecided.or(condition),
                    declared: Some(span(file, name)),
                };
                self.child(file, &item, inside, place, name, child);
            }
            if item.kind == ItemKind::MacroCall
                && let Some(included) = self.include(file, &item)
            {
                self.modules[id].included.push(included);
            }
            items.push(item);
        }
        self.modules[id].items = items;
    }

    /// The file behind `include!("…")`; nothing where it cannot be read, which is said.
    fn include(&mut self, file: u32, item: &Item) -> Option<Included> {
        let text = self.files.text(file);
        let name = item.header.of(text).trim_end().strip_suffix('!')?.trim();
        if !matches!(name.trim_start_matches("::"), "include" | "std::include" | "core::include") {
            return None;
        }
        let written = item.body?.of(text).trim().trim_end_matches(',').trim_end();
        let path = literal::path(written).map(|path| join(parent(self.files.path(file)), &path));
        let read = path.and_then(|path| Some((String::from_utf8(self.world.read(&path).ok()?).ok()?, path)));
        let Some((scanned, path, text)) = read.and_then(|(text, path)| Some((scan(&text).ok()?, path, text))) else {
            let warning =
                Diagnostic::warning(codes::INCLUDED, span(file, item.header), "what is included here is not read");
            self.diagnostics.push(warning.help("annotated items in it would be left out: write them in a module"));
            return None;
        };
        Some(Included { file: self.files.add(path, text), items: scanned.items })
    }

    fn child(&mut self, file: u32, item: &Item, inside: Option<Scanned>, place: &Place, name: Range, around: Around) {
        let text = self.files.text(file);
        let name = name.of(text).to_owned();
        let written = match path_attribute(self.build, text, &item.attributes) {
            Ok(written) => written,
            Err(condition) => {
                let message = format!("where the module `{name}` is cannot be decided without building");
                return self.unread(codes::UNKNOWN_CFG, Some(span(file, condition)), message, around);
            }
        };
        if self.chain.len() > DEEPEST {
            let message = "modules are not nested this deeply".to_owned();
            return self.unread(codes::BAD_SOURCE, around.declared, message, around);
        }
        let base = if place.inline { &place.folder } else { &place.beside };
        if let Some(scanned) = inside {
            let folder = written.map_or_else(|| join(&place.folder, &name), |path| join(base, &path));
            let place = Place { beside: folder.clone(), folder, inline: true };
            return self.module(file, scanned, &place, around);
        }
        match written {
            Some(path) => self.outline(&[join(base, &path)], true, &name, around),
            None => {
                let flat = join(&place.folder, &format!("{name}.rs"));
                let nested = join(&place.folder, &format!("{name}/mod.rs"));
                self.outline(&[flat, nested], false, &name, around);
            }
        }
    }

    fn outline(&mut self, candidates: &[String], by_path: bool, name: &str, around: Around) {
        let mut found = candidates.iter().filter(|path| self.world.is_file(path));
        let (path, second) = (found.next().cloned(), found.next().cloned());
        let shown = candidates.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" or ");
        let (code, message) = match (path, second) {
            (None, _) => (codes::MODULE_MISSING, format!("the module `{name}` needs the file {shown}")),
            (Some(_), Some(_)) => (codes::MODULE_MISSING, format!("the module `{name}` has two files: {shown}")),
            (Some(path), None) if self.chain.contains(&path) => {
                (codes::BAD_SOURCE, format!("`{path}` is a module of itself"))
            }
            (Some(path), None) => {
                let beside = parent(&path).to_owned();
                let owns_folder = by_path || path.ends_with("/mod.rs");
                let folder = if owns_folder { beside.clone() } else { join(&beside, name) };
                return self.file(&path, &Place { folder, beside, inline: false }, around);
            }
        };
        self.unread(code, around.declared, message, around);
    }

    fn unreadable(&mut self, path: &str, error: &ReadError, around: Around) {
        let message = match error {
            ReadError::Missing => format!("there is no file `{path}`"),
            refused @ ReadError::Refused(_) => format!("`{path}` cannot be read: {}", refused.reason()),
        };
        self.unread(codes::UNREADABLE, around.declared, message, around);
    }

    /// Reports a module that cannot be read. What is in it is not known, which is not the same as absent.
    fn unread(&mut self, code: codes::Code, place: Option<Span>, message: String, around: Around) {
        let Around { path, parent, undecided, declared } = around;
        if let (Some(outer), Some(name)) = (parent, declared) {
            let declared = Some(Range { start: name.start as usize, end: name.end as usize });
            let (file, is_unread) = (self.modules[outer].file, true);
            let (items, included) = (Vec::new(), Vec::new());
            self.modules.push(Module { path, parent, declared, file, items, included, undecided, is_unread });
        }
        let wrong = match place {
            Some(span) => Diagnostic::error(code, span, message),
            None => Diagnostic::without_place(code, message),
        };
        self.diagnostics.push(wrong);
    }
}

/// Whether attributes leave something in the build, and the condition that cannot be decided.
pub fn decide(build: &Build, files: &Files, file: u32, attributes: &[Attribute]) -> (Decision, Option<Span>) {
    let text = files.text(file);
    let mut decision = Decision::Yes;
    let mut undecided = None;
    for attribute in attributes {
        let one = match attribute.path.of(text) {
            "cfg" => build.decide(inside(attribute.rest.of(text))),
            "cfg_attr" => under_cfg_attr(build, text, attribute),
            _ => continue,
        };
        if one == Decision::Unknown && undecided.is_none() {
            undecided = Some(span(file, undecided_in(build, text, attribute)));
        }
        decision = decision.and(one);
    }
    (decision, undecided)
}

/// The part of a `cfg` that cannot be decided, or the whole of another attribute.
fn undecided_in(build: &Build, text: &str, attribute: &Attribute) -> Range {
    let whole = Range { start: attribute.path.start, end: attribute.rest.end };
    let rest = attribute.rest.of(text);
    let predicate = inside(rest);
    if attribute.path.of(text) != "cfg" || predicate.is_empty() {
        return whole;
    }
    let start = attribute.rest.start + rest.find(predicate).unwrap_or_default();
    let part = build.undecided(predicate);
    Range { start: start + part.start, end: start + part.end }
}

/// `cfg_attr(a, cfg(b))` leaves in what is not `a`, or is `b`.
fn under_cfg_attr(build: &Build, text: &str, attribute: &Attribute) -> Decision {
    let Some((predicate, inner)) = cfg_attr::parts(text, attribute) else { return Decision::Yes };
    let conditions = inner.iter().filter(|inner| inner.path.of(text) == "cfg");
    conditions.fold(Decision::Yes, |decision, condition| {
        let holds = build.decide(inside(condition.rest.of(text)));
        decision.and(build.decide(predicate.of(text)).opposite().or(holds))
    })
}

/// What is between the parentheses.
fn inside(rest: &str) -> &str {
    rest.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default()
}

/// The text of `#[path = "…"]`, also under `cfg_attr`; the error is a condition that cannot be decided.
fn path_attribute(build: &Build, text: &str, attributes: &[Attribute]) -> Result<Option<String>, Range> {
    for attribute in attributes {
        match attribute.path.of(text) {
            "path" => return Ok(value(attribute.rest.of(text))),
            "cfg_attr" => {
                let Some((predicate, inner)) = cfg_attr::parts(text, attribute) else { continue };
                let Some(path) = inner.iter().find(|inner| inner.path.of(text) == "path") else { continue };
                match build.decide(predicate.of(text)) {
                    Decision::Yes => return Ok(value(path.rest.of(text))),
                    Decision::No => {}
                    Decision::Unknown => return Err(predicate),
                }
            }
            _ => {}
        }
    }
    Ok(None)
}

fn value(rest: &str) -> Option<String> {
    literal::path(rest.trim().strip_prefix('=')?.trim())
}

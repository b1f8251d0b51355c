//! From paths in attributes and signatures to components.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use watershed_grammar::args::PathNode;
use watershed_grammar::item::TypeNode;
use watershed_grammar::trigger::call;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, suggest};

use super::component::{FunctionId, ResourceId};
use super::scope::Scope;
use crate::parse::{Alias, Declaration, Declared, parse_alias};
use crate::resolve::{Crate, Entity, ItemPlace, ModulePlace, Namespace, Resolver, Trouble};
use crate::source::files::Files;
use crate::source::scanner::{Item, ItemKind};

/// Aliases of aliases are followed this far.
const LONGEST_CHAIN: usize = 16;

/// Answers what a path or type in an annotated item stands for.
pub struct Names<'a> {
    pub(super) resolver: Resolver<'a>,
    crates: &'a [Crate],
    files: &'a Files,
    /// Declared resources and their kinds, by item.
    pub resources: BTreeMap<ItemPlace, (ResourceId, &'static str)>,
    /// Declared functions and their triggers, by item.
    pub functions: BTreeMap<ItemPlace, (FunctionId, &'static str)>,
    /// What single names mean in a module: the same few stand in every signature.
    meanings: RefCell<HashMap<(ModulePlace, Namespace), Meanings>>,
}

type Meanings = HashMap<String, Result<Entity, Trouble>>;

/// What a type is.
pub enum Meaning {
    /// A type of `watershed` with its arguments, and where they are read.
    Watershed(&'static str, Vec<TypeNode>, Scope),
    /// An item of the application.
    Item(ItemPlace),
    /// `(a, b)`
    Tuple(Vec<TypeNode>, Scope),
    /// A type of a crate that was not read, such as Rust's own `Result`, with its arguments.
    Outside(Vec<TypeNode>, Scope),
    /// Something that may be in a module that cannot be read.
    Unread,
    /// Anything else.
    Other,
}

impl<'a> Names<'a> {
    /// Numbers declarations in their order: resources and functions each from 0.
    pub fn new(crates: &'a [Crate], files: &'a Files, declarations: &[Declaration]) -> Self {
        let (mut resources, mut functions) = (BTreeMap::new(), BTreeMap::new());
        for declaration in declarations {
            match &declaration.kind {
                Declared::Resource(resource) => {
                    resources.insert(declaration.place, (ResourceId(resources.len()), resource.shape.kind()));
                }
                Declared::Function(function) => {
                    let trigger = function.trigger.value.kind();
                    functions.insert(declaration.place, (FunctionId(functions.len()), trigger));
                }
                Declared::Service(_) | Declared::Lost(_) => {}
            }
        }
        let meanings = RefCell::default();
        Self { resolver: Resolver::new(crates, files), crates, files, resources, functions, meanings }
    }

    /// The resource of a kind that a path names; reports what it is instead.
    pub fn resource(
        &self,
        from: ModulePlace,
        path: &Spanned<PathNode>,
        kind: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<ResourceId> {
        let meaning = self.path(&from.into(), &path.value, &[], Namespace::Type, LONGEST_CHAIN);
        self.expect(&meaning, &path.value, path.span, kind, diagnostics)
    }

    /// The resource of a kind that a type names.
    pub fn resource_type(
        &self,
        from: &Scope,
        ty: &TypeNode,
        kind: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<ResourceId> {
        let (from, ty) = from.behind(ty);
        let TypeNode::Path { path, arguments, span } = ty else {
            diagnostics.push(wrong_kind(ty.span(), kind));
            return None;
        };
        let meaning = self.path(from, path, arguments, Namespace::Type, LONGEST_CHAIN);
        self.expect(&meaning, path, *span, kind, diagnostics)
    }

    fn expect(
        &self,
        meaning: &Result<Meaning, Trouble>,
        path: &PathNode,
        span: Span,
        kind: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<ResourceId> {
        match meaning {
            Ok(Meaning::Item(place)) => match self.resources.get(place) {
                Some((id, actual)) if *actual == kind => return Some(*id),
                Some((_, actual)) => {
                    let message = format!("`{}` is a {actual}, and a {kind} belongs here", path.text());
                    let wrong = Diagnostic::error(codes::WRONG_KIND, span, message);
                    diagnostics.push(self.also_declared(wrong, *place, actual));
                }
                None if self.is_annotated(*place) => {}
                None => {
                    let message = format!("`{}` is not a {kind}", path.text());
                    let wrong = Diagnostic::error(codes::WRONG_KIND, span, message);
                    let wrong = self.also_declared(wrong, *place, "item");
                    diagnostics.push(wrong.help(format!("write `#[{kind}]` on it")));
                }
            },
            // What is wrong there has been said.
            Ok(Meaning::Unread) => {}
            Ok(_) => diagnostics.push(wrong_kind(span, kind)),
            Err(trouble) => diagnostics.push(self.lost(path, *trouble, kind)),
        }
        None
    }

    /// The function that `Caller<path>` names.
    pub fn function(&self, from: &Scope, ty: &TypeNode, diagnostics: &mut Diagnostics) -> Option<FunctionId> {
        let (from, ty) = from.behind(ty);
        let TypeNode::Path { path, span, .. } = ty else {
            diagnostics.push(wrong_kind(ty.span(), "function"));
            return None;
        };
        match self.path(from, path, &[], Namespace::Value, LONGEST_CHAIN) {
            Ok(Meaning::Item(place)) => {
                if let Some((id, trigger)) = self.functions.get(&place) {
                    if *trigger != call::KIND.name {
                        let message = format!("`{}` is started by `{trigger}` and not by a call", path.text());
                        let wrong = Diagnostic::error(codes::WRONG_KIND, *span, message);
                        let wrong = self.also_declared(wrong, place, "function");
                        diagnostics.push(wrong.help("write a second function with `#[function(call)]` on it"));
                    }
                    return Some(*id);
                }
                if !self.is_annotated(place) {
                    let wrong = Diagnostic::error(
                        codes::WRONG_KIND,
                        *span,
                        format!("`{}` is not a function of the application", path.text()),
                    );
                    diagnostics.push(self.also_declared(wrong, place, "item").help("write `#[function(call)]` on it"));
                }
            }
            Ok(Meaning::Unread) => {}
            Ok(_) => diagnostics.push(wrong_kind(*span, "function")),
            Err(trouble) => diagnostics.push(self.lost(path, trouble, "function")),
        }
        None
    }

    /// What a type is, through aliases.
    pub fn meaning(&self, from: &Scope, ty: &TypeNode) -> Result<Meaning, Trouble> {
        self.meaning_of(from, ty, LONGEST_CHAIN)
    }

    fn meaning_of(&self, from: &Scope, ty: &TypeNode, chain: usize) -> Result<Meaning, Trouble> {
        let (from, ty) = from.behind(ty);
        match ty {
            TypeNode::Path { path, arguments, .. } => self.path(from, path, arguments, Namespace::Type, chain),
            TypeNode::Tuple(parts, _) => Ok(Meaning::Tuple(parts.clone(), from.clone())),
            TypeNode::Other(_) => Ok(Meaning::Other),
        }
    }

    fn path(
        &self,
        from: &Scope,
        path: &PathNode,
        arguments: &[TypeNode],
        namespace: Namespace,
        chain: usize,
    ) -> Result<Meaning, Trouble> {
        match self.entity(from.module, path, namespace)? {
            Entity::Watershed(name) => Ok(Meaning::Watershed(name, arguments.to_vec(), from.clone())),
            Entity::Item(place) => match self.alias(place) {
                Some(_) if chain == 0 => Err(Trouble::TooFar(path.segments.len() - 1)),
                Some(alias) => {
                    let inside = from.inside(place.module, &alias, arguments);
                    self.meaning_of(&inside, &alias.target, chain - 1)
                }
                None => Ok(Meaning::Item(place)),
            },
            Entity::Outside => Ok(Meaning::Outside(arguments.to_vec(), from.clone())),
            Entity::Unread => Ok(Meaning::Unread),
            Entity::Module(_) | Entity::Library(_) => Ok(Meaning::Other),
        }
    }

    /// What a path leads to.
    fn entity(&self, from: ModulePlace, path: &PathNode, namespace: Namespace) -> Result<Entity, Trouble> {
        let find = |segments: &[&str]| self.resolver.resolve(from, path.global, segments, namespace);
        let [Spanned { value: name, .. }] = path.segments.as_slice() else {
            let segments: Vec<&str> = path.segments.iter().map(|segment| segment.value.as_str()).collect();
            return find(&segments);
        };
        if path.global {
            return find(&[name]);
        }
        let mut meanings = self.meanings.borrow_mut();
        let known = meanings.entry((from, namespace)).or_default();
        if let Some(found) = known.get(name) {
            return *found;
        }
        let found = find(&[name]);
        known.insert(name.clone(), found);
        found
    }

    /// What a type is behind aliases, and where that is read.
    pub fn behind(&self, from: &Scope, ty: &TypeNode) -> (Scope, TypeNode) {
        let (scope, target) = from.behind(ty);
        let (mut from, mut ty) = (scope.clone(), target.clone());
        for _ in 0..LONGEST_CHAIN {
            let TypeNode::Path { path, arguments, .. } = &ty else { break };
            let Ok(Entity::Item(place)) = self.entity(from.module, path, Namespace::Type) else { break };
            let Some(alias) = self.alias(place) else { break };
            let inside = from.inside(place.module, &alias, arguments);
            let (scope, target) = inside.behind(&alias.target);
            (from, ty) = (scope.clone(), target.clone());
        }
        (from, ty)
    }

    /// An item, the number of its file and the file's text.
    pub fn item(&self, place: ItemPlace) -> (&Item, u32, &str) {
        let module = &self.crates[place.module.krate].modules[place.module.module];
        (&module.items[place.item], module.file, self.files.text(module.file))
    }

    /// What `type Name = …;` says.
    fn alias(&self, place: ItemPlace) -> Option<Alias> {
        let (item, file, text) = self.item(place);
        if item.kind != ItemKind::Alias {
            return None;
        }
        parse_alias(file, text, item.whole)
    }

    /// Whether an item has an attribute of ours; then its own mistake has been reported already.
    fn is_annotated(&self, place: ItemPlace) -> bool {
        let module = &self.crates[place.module.krate].modules[place.module.module];
        let text = self.files.text(module.file);
        module.items[place.item].attributes.iter().any(|attribute| {
            let (global, segments) = crate::source::path::segments(attribute.path.of(text));
            let found = self.resolver.resolve(place.module, global, &segments, Namespace::Macro);
            matches!(found, Ok(Entity::Watershed(_)))
        })
    }

    fn also_declared(&self, wrong: Diagnostic, place: ItemPlace, what: &str) -> Diagnostic {
        let module = &self.crates[place.module.krate].modules[place.module.module];
        match module.items[place.item].name {
            Some(name) => wrong.also(crate::source::files::span(module.file, name), format!("the {what} is here")),
            None => wrong,
        }
    }

    /// Says that a path leads nowhere.
    pub fn lost(&self, path: &PathNode, trouble: Trouble, kind: &str) -> Diagnostic {
        let (Trouble::Lost(index) | Trouble::Ambiguous(index) | Trouble::TooFar(index)) = trouble;
        let segment = &path.segments[index.min(path.segments.len().saturating_sub(1))];
        let several = match trouble {
            Trouble::Lost(_) => None,
            Trouble::Ambiguous(_) => Some(format!("`{}` comes from two glob imports", segment.value)),
            Trouble::TooFar(_) => Some(format!("`{}` comes through more imports than are followed", segment.value)),
        };
        if let Some(message) = several {
            return Diagnostic::error(codes::UNRESOLVED, segment.span, message).help("import it by its name");
        }
        let message = format!("`{}` leads nowhere from here", path.text());
        let wrong = Diagnostic::error(codes::UNRESOLVED, segment.span, message);
        let known = self.known(kind);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        match suggest::nearest(&segment.value, known.iter().copied()) {
            Some(nearest) => wrong.help(format!("there is a {kind} `{nearest}`")),
            None => wrong.help(format!("name a {kind} of the application, and import it with `use`")),
        }
    }

    /// The names of all components of a kind, for suggestions.
    fn known(&self, kind: &str) -> Vec<String> {
        let places: Vec<ItemPlace> = match kind {
            "function" => self.functions.keys().copied().collect(),
            _ => self.resources.iter().filter(|(_, (_, actual))| *actual == kind).map(|(place, _)| *place).collect(),
        };
        let name = |place: &ItemPlace| {
            let module = &self.crates[place.module.krate].modules[place.module.module];
            module.items[place.item].name.map(|name| name.of(self.files.text(module.file)).to_owned())
        };
        places.iter().filter_map(name).collect()
    }
}

fn wrong_kind(span: Span, kind: &str) -> Diagnostic {
    Diagnostic::error(codes::WRONG_KIND, span, format!("a {kind} belongs here"))
        .help(format!("name the type that `#[{kind}]` stands on"))
}

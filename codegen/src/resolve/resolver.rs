//! The search itself.

use std::collections::{BTreeMap, BTreeSet};

use super::exports::{self, Export, Library};
use super::use_tree::{Import, imports};
use crate::source::files::Files;
use crate::source::modules::Module;
use crate::source::scanner::ItemKind;

/// A crate and the names by which it knows others.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Its modules; the first is its root.
    pub modules: Vec<Module>,
    /// The crates it depends on, by the names it gives them.
    pub externs: BTreeMap<String, Extern>,
}

/// A crate that another one depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extern {
    /// The crate `watershed`, under whatever name.
    Watershed,
    /// A crate whose source was read.
    Read(usize),
    /// A crate whose source was not read.
    Other,
}

/// rustc's three namespaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Namespace {
    /// Types and modules.
    Type,
    /// Functions, constants, statics.
    Value,
    /// Macros, attributes among them.
    Macro,
}

/// A module of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModulePlace {
    /// The crate.
    pub krate: usize,
    /// The module in it.
    pub module: usize,
}

/// An item of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemPlace {
    /// The module.
    pub module: ModulePlace,
    /// The item in it.
    pub item: usize,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A module whose source was read.
    Module(ModulePlace),
    /// An item whose source was read.
    Item(ItemPlace),
    /// A module of the crate `watershed`.
    Library(Library),
    /// Something of the crate `watershed`, such as `Reader`, `can::Get` or `function`.
    Watershed(&'static str),
    /// Something in a crate whose source was not read.
    Outside,
}

/// Why a path leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This part of it, counted from 0, is not there.
    Lost(usize),
    /// This part of it comes from two globs.
    Ambiguous(usize),
}

#[derive(Default)]
struct Scope {
    items: BTreeMap<(Namespace, String), Binding>,
    imports: Vec<Import>,
    globs: Vec<Import>,
}

#[derive(Clone, Copy)]
enum Binding {
    Module(usize),
    Item(usize),
}

type Visited = BTreeSet<(ModulePlace, Namespace, String)>;

/// Answers what paths mean.
pub struct Resolver<'a> {
    crates: &'a [Crate],
    scopes: Vec<Vec<Scope>>,
}

impl<'a> Resolver<'a> {
    /// Looks at every item once.
    pub fn new(crates: &'a [Crate], files: &Files) -> Self {
        let scopes = crates.iter().map(|krate| scopes(krate, files)).collect();
        Self { crates, scopes }
    }

    /// What a path means where it is written.
    pub fn resolve(
        &self,
        from: ModulePlace,
        global: bool,
        path: &[&str],
        namespace: Namespace,
    ) -> Result<Entity, Trouble> {
        self.path(from, global, path, namespace, &mut Visited::new())
    }

    fn path(
        &self,
        from: ModulePlace,
        global: bool,
        path: &[&str],
        namespace: Namespace,
        visited: &mut Visited,
    ) -> Result<Entity, Trouble> {
        let of = |index: usize| if index + 1 == path.len() { namespace } else { Namespace::Type };
        let Some(first) = path.first() else { return Err(Trouble::Lost(0)) };
        let mut next = 1;
        let mut entity = match *first {
            name if global => self.external(from.krate, name).ok_or(Trouble::Lost(0))?,
            "crate" => Entity::Module(ModulePlace { module: 0, ..from }),
            "self" => Entity::Module(from),
            "super" => {
                let mut place = self.parent(from).ok_or(Trouble::Lost(0))?;
                while path.get(next) == Some(&"super") {
                    place = self.parent(place).ok_or(Trouble::Lost(next))?;
                    next += 1;
                }
                Entity::Module(place)
            }
            name => match self.member(from, name, of(0), visited) {
                Ok(Some(entity)) => entity,
                Ok(None) => self.external(from.krate, name).ok_or(Trouble::Lost(0))?,
                Err(()) => return Err(Trouble::Ambiguous(0)),
            },
        };
        for (index, name) in path.iter().enumerate().skip(next) {
            entity = match self.inside(entity, name, of(index), visited) {
                Ok(Some(entity)) => entity,
                Ok(None) => return Err(Trouble::Lost(index)),
                Err(()) => return Err(Trouble::Ambiguous(index)),
            };
        }
        Ok(entity)
    }

    fn parent(&self, place: ModulePlace) -> Option<ModulePlace> {
        let module = self.crates[place.krate].modules[place.module].parent?;
        Some(ModulePlace { module, ..place })
    }

    fn external(&self, krate: usize, name: &str) -> Option<Entity> {
        let found = match name {
            "std" | "core" | "alloc" => Extern::Other,
            _ => *self.crates[krate].externs.get(name)?,
        };
        Some(match found {
            Extern::Watershed => Entity::Library(Library::Root),
            Extern::Read(krate) => Entity::Module(ModulePlace { krate, module: 0 }),
            Extern::Other => Entity::Outside,
        })
    }

    fn inside(
        &self,
        entity: Entity,
        name: &str,
        namespace: Namespace,
        visited: &mut Visited,
    ) -> Result<Option<Entity>, ()> {
        match entity {
            Entity::Module(place) => self.member(place, name, namespace, visited),
            Entity::Library(library) => Ok(exports::find(library, name, namespace).map(|export| match export {
                Export::Module(library) => Entity::Library(library),
                Export::Name(name) => Entity::Watershed(name),
            })),
            Entity::Outside => Ok(Some(Entity::Outside)),
            Entity::Item(_) | Entity::Watershed(_) => Ok(None),
        }
    }

    /// A name in a module: its items, then its imports, then its globs. `Err` where two globs disagree.
    fn member(
        &self,
        place: ModulePlace,
        name: &str,
        namespace: Namespace,
        visited: &mut Visited,
    ) -> Result<Option<Entity>, ()> {
        if !visited.insert((place, namespace, name.to_owned())) {
            return Ok(None);
        }
        let found = self.member_unguarded(place, name, namespace, visited);
        visited.remove(&(place, namespace, name.to_owned()));
        found
    }

    fn member_unguarded(
        &self,
        place: ModulePlace,
        name: &str,
        namespace: Namespace,
        visited: &mut Visited,
    ) -> Result<Option<Entity>, ()> {
        let scope = &self.scopes[place.krate][place.module];
        if let Some(binding) = scope.items.get(&(namespace, name.to_owned())) {
            return Ok(Some(match *binding {
                Binding::Module(module) => Entity::Module(ModulePlace { module, ..place }),
                Binding::Item(item) => Entity::Item(ItemPlace { module: place, item }),
            }));
        }
        for import in scope.imports.iter().filter(|import| import.name.as_deref() == Some(name)) {
            // A `use` brings in whichever namespaces its path has.
            if let Ok(entity) = self.import(place, import, namespace, visited) {
                return Ok(Some(entity));
            }
        }
        self.globbed(place, &scope.globs, name, namespace, visited)
    }

    fn globbed(
        &self,
        place: ModulePlace,
        globs: &[Import],
        name: &str,
        namespace: Namespace,
        visited: &mut Visited,
    ) -> Result<Option<Entity>, ()> {
        let mut found: Option<Entity> = None;
        let mut outside = false;
        for glob in globs {
            match self.import(place, glob, Namespace::Type, visited) {
                // What a crate that was not read exports cannot be known; it counts only where nothing else is found.
                Ok(Entity::Outside) => outside = true,
                Ok(source) => match (self.inside(source, name, namespace, visited)?, found) {
                    (Some(second), Some(first)) if first != second => return Err(()),
                    (Some(entity), _) => found = Some(entity),
                    (None, _) => {}
                },
                Err(_) => {}
            }
        }
        let is_extern = namespace == Namespace::Type && self.external(place.krate, name).is_some();
        Ok(found.or((outside && !is_extern).then_some(Entity::Outside)))
    }

    fn import(
        &self,
        place: ModulePlace,
        import: &Import,
        namespace: Namespace,
        visited: &mut Visited,
    ) -> Result<Entity, Trouble> {
        let path: Vec<&str> = import.path.iter().map(String::as_str).collect();
        self.path(place, import.global, &path, namespace, visited)
    }
}

fn scopes(krate: &Crate, files: &Files) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = krate.modules.iter().map(|module| scope(module, files.text(module.file))).collect();
    for (index, module) in krate.modules.iter().enumerate() {
        if let (Some(parent), Some((_, name))) = (module.parent, module.path.rsplit_once("::")) {
            scopes[parent].items.insert((Namespace::Type, name.to_owned()), Binding::Module(index));
        }
    }
    scopes
}

fn scope(module: &Module, text: &str) -> Scope {
    let mut scope = Scope::default();
    for (index, item) in module.items.iter().enumerate() {
        if item.kind == ItemKind::Use {
            let (named, globs) =
                imports(text, item.header).into_iter().partition::<Vec<_>, _>(|import| import.name.is_some());
            scope.imports.extend(named);
            scope.globs.extend(globs);
        } else if let Some(name) = item.name {
            for namespace in namespaces(item.kind) {
                scope.items.insert((*namespace, name.of(text).to_owned()), Binding::Item(index));
            }
        }
    }
    scope
}

/// The namespaces in which an item has its name; those of modules are added with the modules.
fn namespaces(kind: ItemKind) -> &'static [Namespace] {
    match kind {
        ItemKind::Function | ItemKind::Constant | ItemKind::Static => &[Namespace::Value],
        // The name of a tuple or unit struct is a value too; nothing here asks for it.
        ItemKind::Struct | ItemKind::Enum | ItemKind::Union | ItemKind::Alias | ItemKind::Trait => &[Namespace::Type],
        ItemKind::Macro => &[Namespace::Macro],
        ItemKind::Impl
        | ItemKind::Module
        | ItemKind::Use
        | ItemKind::ExternCrate
        | ItemKind::Foreign
        | ItemKind::MacroCall => &[],
    }
}

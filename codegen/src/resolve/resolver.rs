//! The search itself.

use std::collections::BTreeMap;

use super::exports::{self, Export, Library};
use super::namespace::{Namespace, namespaces};
use super::search::Search;
use super::use_tree::{Import, extern_crate, imports};
use super::visibility::{Seen, visibility};
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
    /// Whether it is of another package than the binary.
    pub is_shared: bool,
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

/// A module of a crate.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Something that may be in a module that cannot be read, which has been said.
    Unread,
}

/// Why a path leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This part of it, counted from 0, is not there.
    Lost(usize),
    /// This part of it comes from two globs.
    Ambiguous(usize),
    /// This part of it comes through more imports than are followed.
    TooFar(usize),
}

/// What a module names itself. Each binding knows from where it can be seen.
#[derive(Default)]
struct Scope<'a> {
    items: BTreeMap<(Namespace, &'a str), (Binding, Seen)>,
    imports: Vec<(Import, Seen)>,
    globs: Vec<(Import, Seen)>,
    is_unread: bool,
}

#[derive(Clone, Copy)]
enum Binding {
    Module(usize),
    Item(usize),
}

/// Answers what paths mean.
pub struct Resolver<'a> {
    crates: &'a [Crate],
    scopes: Vec<Vec<Scope<'a>>>,
    /// What `extern crate a as b` in a root adds to the names of other crates.
    aliases: Vec<BTreeMap<String, Import>>,
}

impl<'a> Resolver<'a> {
    /// Looks at every item once.
    pub fn new(crates: &'a [Crate], files: &'a Files) -> Self {
        let scopes = crates.iter().map(|krate| scopes(krate, files)).collect();
        let aliases = crates.iter().map(|krate| aliases(krate, files)).collect();
        Self { crates, scopes, aliases }
    }

    /// What a path means where it is written.
    pub fn resolve<'n>(
        &'n self,
        from: ModulePlace,
        global: bool,
        path: &[&'n str],
        namespace: Namespace,
    ) -> Result<Entity, Trouble> {
        Search::rounds(|search| match self.path(from, global, path, namespace, search) {
            Err(Trouble::Lost(index)) if search.is_cut_off() => Err(Trouble::TooFar(index)),
            answer => answer,
        })
    }

    fn path<'n>(
        &'n self,
        from: ModulePlace,
        global: bool,
        path: &[&'n str],
        namespace: Namespace,
        search: &Search<'n>,
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
            name => match self.member(from, name, of(0), None, search) {
                Ok(Some(entity)) => entity,
                Ok(None) => self.external(from.krate, name).or_else(|| prelude(name, of(0))).ok_or(Trouble::Lost(0))?,
                Err(()) => return Err(Trouble::Ambiguous(0)),
            },
        };
        for (index, name) in path.iter().enumerate().skip(next) {
            entity = match self.inside(entity, name, of(index), None, search) {
                Ok(Some(entity)) => entity,
                Ok(None) => return Err(Trouble::Lost(index)),
                Err(()) => return Err(Trouble::Ambiguous(index)),
            };
        }
        Ok(entity)
    }

    /// The path of the `use` that gives a name to a module; empty where none does by itself.
    pub fn import_of(&self, place: ModulePlace, name: &str) -> &[String] {
        let scope = self.scopes[place.krate].get(place.module);
        let imports = scope.into_iter().flat_map(|scope| &scope.imports);
        let found = imports.map(|(import, _)| import).find(|it| it.name.as_deref() == Some(name));
        found.map_or(&[], |import| &import.path)
    }

    fn parent(&self, place: ModulePlace) -> Option<ModulePlace> {
        let module = self.crates[place.krate].modules[place.module].parent?;
        Some(ModulePlace { module, ..place })
    }

    /// Another crate by its name; `extern crate a as b` gives it one more.
    fn external(&self, krate: usize, name: &str) -> Option<Entity> {
        if let Some(found) = self.dependency(krate, name) {
            return Some(found);
        }
        match self.aliases[krate].get(name)?.path.first()?.as_str() {
            "crate" => Some(Entity::Module(ModulePlace { krate, module: 0 })),
            original => self.dependency(krate, original),
        }
    }

    fn dependency(&self, krate: usize, name: &str) -> Option<Entity> {
        let found = match name {
            "std" | "core" | "alloc" | "proc_macro" | "test" => Extern::Other,
            _ => *self.crates[krate].externs.get(name)?,
        };
        Some(match found {
            Extern::Watershed => Entity::Library(Library::Root),
            Extern::Read(krate) => Entity::Module(ModulePlace { krate, module: 0 }),
            Extern::Other => Entity::Outside,
        })
    }

    /// A name in something; `viewer` is who looks at it through a glob, and sees only what is visible there.
    fn inside<'n>(
        &'n self,
        entity: Entity,
        name: &'n str,
        namespace: Namespace,
        viewer: Option<ModulePlace>,
        search: &Search<'n>,
    ) -> Result<Option<Entity>, ()> {
        match entity {
            Entity::Module(place) => self.member(place, name, namespace, viewer, search),
            Entity::Library(library) => Ok(exports::find(library, name, namespace).map(|export| match export {
                Export::Module(library) => Entity::Library(library),
                Export::Name(name) => Entity::Watershed(name),
            })),
            Entity::Outside | Entity::Unread => Ok(Some(entity)),
            Entity::Item(_) | Entity::Watershed(_) => Ok(None),
        }
    }

    /// A name in a module: its items, then its imports, then its globs. `Err` where two of them disagree.
    fn member<'n>(
        &'n self,
        place: ModulePlace,
        name: &'n str,
        namespace: Namespace,
        viewer: Option<ModulePlace>,
        search: &Search<'n>,
    ) -> Result<Option<Entity>, ()> {
        // A crate whose first file cannot be read has no module.
        let scope = self.scopes[place.krate].get(place.module);
        let Some(scope) = scope.filter(|it| !it.is_unread) else { return Ok(Some(Entity::Unread)) };
        let seen = |seen: Seen| viewer.is_none_or(|viewer| self.sees(viewer, place, seen));
        if let Some((binding, _)) = scope.items.get(&(namespace, name)).filter(|(_, visibility)| seen(*visibility)) {
            return Ok(Some(match *binding {
                Binding::Module(module) => Entity::Module(ModulePlace { module, ..place }),
                Binding::Item(item) => Entity::Item(ItemPlace { module: place, item }),
            }));
        }
        if scope.globs.is_empty() && !scope.imports.iter().any(|(it, _)| it.name.as_deref() == Some(name)) {
            return Ok(None);
        }
        search.once((place, namespace, name, viewer), || self.imported(place, name, namespace, viewer, search))
    }

    /// A name that a module takes from elsewhere.
    fn imported<'n>(
        &'n self,
        place: ModulePlace,
        name: &'n str,
        namespace: Namespace,
        viewer: Option<ModulePlace>,
        search: &Search<'n>,
    ) -> Result<Option<Entity>, ()> {
        let scope = &self.scopes[place.krate][place.module];
        let seen = |seen: Seen| viewer.is_none_or(|viewer| self.sees(viewer, place, seen));
        let mut outside = None;
        for (import, _) in scope.imports.iter().filter(|(it, at)| it.name.as_deref() == Some(name) && seen(*at)) {
            // A `use` brings in whichever namespaces its path has; of a crate that was not read nobody knows which.
            match self.import(place, import, namespace, search) {
                Ok(entity @ (Entity::Outside | Entity::Unread)) => outside = Some(entity),
                Ok(entity) => return Ok(Some(entity)),
                Err(_) => {}
            }
        }
        let globs = scope.globs.iter().filter(|(_, at)| seen(*at)).map(|(import, _)| import);
        let globbed = self.globbed(place, globs, name, namespace, search)?;
        match (outside, globbed) {
            (None, globbed) => Ok(globbed),
            // The import may be a function of that name, and then the attribute is ours.
            (Some(Entity::Outside), Some(Entity::Watershed(_))) if namespace == Namespace::Macro => Err(()),
            (Some(Entity::Unread), Some(globbed)) => Ok(Some(globbed)),
            (outside, _) => Ok(outside),
        }
    }

    /// Whether a binding of one module can be seen from another one.
    fn sees(&self, viewer: ModulePlace, place: ModulePlace, seen: Seen) -> bool {
        match seen {
            Seen::Everywhere => true,
            Seen::InCrate => viewer.krate == place.krate,
            Seen::Below(module) => {
                let mut inner = Some(viewer);
                viewer.krate == place.krate
                    && std::iter::from_fn(|| {
                        let here = inner?;
                        inner = self.parent(here);
                        Some(here.module)
                    })
                    .any(|here| here == module)
            }
        }
    }

    fn globbed<'n>(
        &'n self,
        place: ModulePlace,
        globs: impl Iterator<Item = &'n Import>,
        name: &'n str,
        namespace: Namespace,
        search: &Search<'n>,
    ) -> Result<Option<Entity>, ()> {
        let mut found: Option<Entity> = None;
        let mut outside = None;
        for glob in globs {
            match self.import(place, glob, Namespace::Type, search) {
                // What a crate that was not read exports cannot be known; it counts only where nothing else is found.
                Ok(entity @ (Entity::Outside | Entity::Unread)) => outside = Some(entity),
                Ok(source) => match (self.inside(source, name, namespace, Some(place), search)?, found) {
                    (Some(entity @ (Entity::Outside | Entity::Unread)), _) => outside = Some(entity),
                    (Some(second), Some(first)) if first != second => return Err(()),
                    (Some(entity), _) => found = Some(entity),
                    (None, _) => {}
                },
                Err(_) => {}
            }
        }
        let is_extern = namespace == Namespace::Type && self.external(place.krate, name).is_some();
        Ok(found.or(outside.filter(|_| !is_extern)))
    }

    fn import<'n>(
        &'n self,
        place: ModulePlace,
        import: &'n Import,
        namespace: Namespace,
        search: &Search<'n>,
    ) -> Result<Entity, Trouble> {
        let path: Vec<&str> = import.path.iter().map(String::as_str).collect();
        self.path(place, import.global, &path, namespace, search)
    }
}

/// Rust's own `Result` needs no `use`, and is the one type of its prelude that may stand around one of ours.
fn prelude(name: &str, namespace: Namespace) -> Option<Entity> {
    (name == "Result" && namespace == Namespace::Type).then_some(Entity::Outside)
}

fn scopes<'a>(krate: &Crate, files: &'a Files) -> Vec<Scope<'a>> {
    let indexed = krate.modules.iter().enumerate();
    let mut scopes: Vec<Scope<'a>> =
        indexed.map(|(index, module)| scope(index, module, files.text(module.file))).collect();
    for (index, module) in krate.modules.iter().enumerate() {
        let Some((parent, declared)) = module.parent.zip(module.declared) else { continue };
        let seen = krate.modules[parent].items.iter().find(|item| item.name == Some(declared));
        let text = files.text(krate.modules[parent].file);
        let seen = seen
            .map_or(Seen::Everywhere, |item| visibility(item.header.of(text), parent, krate.modules[parent].parent));
        scopes[parent].items.insert((Namespace::Type, declared.of(text)), (Binding::Module(index), seen));
    }
    scopes
}

fn scope<'a>(index: usize, module: &Module, text: &'a str) -> Scope<'a> {
    let mut scope = Scope { is_unread: module.is_unread, ..Scope::default() };
    for (number, item) in module.items.iter().enumerate() {
        let header = item.header.of(text);
        let seen = visibility(header, index, module.parent);
        match item.kind {
            ItemKind::Use => {
                for import in imports(text, item.header) {
                    let list = if import.name.is_some() { &mut scope.imports } else { &mut scope.globs };
                    list.push((import, seen));
                }
            }
            ItemKind::ExternCrate => scope.imports.extend(extern_crate(header).map(|import| (import, seen))),
            kind => {
                for (namespace, name) in namespaces(kind).iter().zip(item.name.iter().cycle()) {
                    scope.items.insert((*namespace, name.of(text)), (Binding::Item(number), seen));
                }
            }
        }
    }
    scope
}

fn aliases(krate: &Crate, files: &Files) -> BTreeMap<String, Import> {
    let Some(root) = krate.modules.first() else { return BTreeMap::new() };
    let items = root.items.iter().filter(|item| item.kind == ItemKind::ExternCrate);
    let imports = items.filter_map(|item| extern_crate(item.header.of(files.text(root.file))));
    imports.filter_map(|import| Some((import.name.clone()?, import))).collect()
}

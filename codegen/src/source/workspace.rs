//! Packages: which there are, what they depend on, which features are on.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::{Diagnostic, Diagnostics, codes};

use super::manifest::{Dependency, Manifest};
use super::path::{fits, join};
use crate::world::World;

/// The package whose macros and types the compiler knows.
pub const WATERSHED: &str = "watershed";

/// How far above the application a workspace is looked for.
const HIGHEST: usize = 8;

/// A package.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its library: the name of the crate and the root file.
    pub lib: Option<Target>,
    /// Its binaries.
    pub bins: Vec<Target>,
    /// Its dependencies.
    pub links: Vec<Link>,
    features: BTreeMap<String, Vec<String>>,
}

/// A library or binary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name.
    pub name: String,
    /// Its root file.
    pub path: String,
}

/// A dependency.
#[derive(Clone, Debug)]
pub struct Link {
    /// The key in the manifest.
    pub key: String,
    /// Whether the key renames the package.
    pub renamed: bool,
    /// The package's name.
    pub package: String,
    /// Its folder, where it is on this disk.
    pub folder: Option<String>,
    optional: bool,
    features: Vec<String>,
    default_features: bool,
}

/// All packages that can matter, by folder.
#[derive(Clone, Debug, Default)]
pub struct Packages {
    /// By folder; the application's own folder is the empty one.
    pub all: BTreeMap<String, Package>,
    /// The folders that the application consists of.
    pub members: Vec<String>,
    /// The workspace's folder: empty, or `..` for each folder that it is above the application.
    pub workspace: String,
}

/// The features of a build, and which optional dependencies they bring in.
#[derive(Clone, Debug, Default)]
pub struct Enabled {
    /// Features by folder.
    pub features: BTreeMap<String, BTreeSet<String>>,
    links: BTreeSet<(String, String)>,
}

impl Packages {
    /// Reads the manifests, beginning in the application's folder.
    pub fn read(world: &dyn World, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut reader = Reader { world, workspace: None, packages: Self::default(), diagnostics };
        if !world.is_file("Cargo.toml") {
            let wrong = Diagnostic::without_place(codes::NO_CRATE, "there is no `Cargo.toml` in this folder");
            reader.diagnostics.push(wrong.help("run `watershed` in a Cargo package or workspace, or name its folder"));
            return None;
        }
        let root = reader.manifest("")?;
        reader.workspace = reader.find_workspace(&root);
        reader.packages.workspace = reader.workspace.as_ref().map(|(folder, _)| folder.clone()).unwrap_or_default();
        let mut members = Vec::new();
        if root.package.is_some() {
            members.push(String::new());
        }
        if let Some(section) = &root.workspace {
            members.extend(reader.members(section));
        }
        members.sort();
        members.dedup();
        for folder in &members {
            reader.package(folder);
        }
        reader.packages.members = members.into_iter().filter(|it| reader.packages.all.contains_key(it)).collect();
        Some(reader.packages)
    }

    /// Whether a package depends on `watershed`, directly or through others.
    pub fn uses_watershed(&self, folder: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![folder.to_owned()];
        while let Some(folder) = waiting.pop() {
            let Some(package) = self.all.get(&folder) else { continue };
            if !seen.insert(folder) {
                continue;
            }
            if package.links.iter().any(|link| link.package == WATERSHED) {
                return true;
            }
            waiting.extend(package.links.iter().filter_map(|link| link.folder.clone()));
        }
        false
    }

    /// Turns features on, beginning with those of one package, until nothing changes.
    pub fn enable(&self, folder: &str, features: &[String], default: bool) -> Enabled {
        let mut enabled = Enabled::default();
        let mut waiting: Vec<(String, String)> = features.iter().map(|f| (folder.to_owned(), f.clone())).collect();
        if default {
            waiting.push((folder.to_owned(), "default".to_owned()));
        }
        self.activate(folder, &mut enabled, &mut waiting);
        while let Some((folder, feature)) = waiting.pop() {
            self.turn_on(&folder, &feature, &mut enabled, &mut waiting);
        }
        enabled
    }

    fn activate(&self, folder: &str, enabled: &mut Enabled, waiting: &mut Vec<(String, String)>) {
        if enabled.features.contains_key(folder) {
            return;
        }
        enabled.features.insert(folder.to_owned(), BTreeSet::new());
        let Some(package) = self.all.get(folder) else { return };
        for link in package.links.iter().filter(|link| !link.optional) {
            self.follow(folder, link, enabled, waiting);
        }
    }

    fn follow(&self, from: &str, link: &Link, enabled: &mut Enabled, waiting: &mut Vec<(String, String)>) {
        if !enabled.links.insert((from.to_owned(), link.key.clone())) {
            return;
        }
        let Some(target) = &link.folder else { return };
        self.activate(target, enabled, waiting);
        waiting.extend(link.features.iter().map(|feature| (target.clone(), feature.clone())));
        if link.default_features {
            waiting.push((target.clone(), "default".to_owned()));
        }
    }

    fn turn_on(&self, folder: &str, feature: &str, enabled: &mut Enabled, waiting: &mut Vec<(String, String)>) {
        let Some(package) = self.all.get(folder) else { return };
        let known = package.features.get(feature);
        let link = |key: &str| package.links.iter().find(|link| link.key == key);
        if known.is_none() && link(feature).is_none_or(|link| !link.optional) {
            return;
        }
        if !enabled.features.entry(folder.to_owned()).or_default().insert(feature.to_owned()) {
            return;
        }
        if known.is_none()
            && let Some(link) = link(feature)
        {
            self.follow(folder, link, enabled, waiting);
        }
        for entry in known.into_iter().flatten() {
            match entry.split_once('/') {
                Some((key, inner)) => {
                    let (key, weak) = key.strip_suffix('?').map_or((key, false), |key| (key, true));
                    if let Some(link) = link(key) {
                        if !weak {
                            self.follow(folder, link, enabled, waiting);
                        }
                        // A weak feature of a dependency that nobody brings in turns on what is never built.
                        waiting.extend(link.folder.clone().map(|target| (target, inner.to_owned())));
                    }
                }
                None => match entry.strip_prefix("dep:").and_then(link) {
                    Some(link) => self.follow(folder, link, enabled, waiting),
                    None => waiting.push((folder.to_owned(), entry.clone())),
                },
            }
        }
    }
}

impl Enabled {
    /// Whether a dependency is part of the build.
    pub fn links(&self, folder: &str, link: &Link) -> bool {
        self.links.contains(&(folder.to_owned(), link.key.clone()))
    }

    /// The features of a package.
    pub fn of(&self, folder: &str) -> BTreeSet<String> {
        self.features.get(folder).cloned().unwrap_or_default()
    }
}

struct Reader<'a> {
    world: &'a dyn World,
    /// The workspace's folder and manifest.
    workspace: Option<(String, Manifest)>,
    packages: Packages,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn manifest(&mut self, folder: &str) -> Option<Manifest> {
        let path = join(folder, "Cargo.toml");
        let text = self.world.read(&path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let read = text.ok_or_else(|| "it cannot be read".to_owned()).and_then(|text| Manifest::parse(&text));
        match read {
            Ok(manifest) => Some(manifest),
            Err(reason) => {
                let message = format!("`{path}` cannot be read: {reason}");
                self.diagnostics.push(Diagnostic::without_place(codes::BAD_MANIFEST, message));
                None
            }
        }
    }

    fn find_workspace(&mut self, root: &Manifest) -> Option<(String, Manifest)> {
        if root.workspace.is_some() {
            return Some((String::new(), root.clone()));
        }
        for height in 1..=HIGHEST {
            let folder = vec![".."; height].join("/");
            let Ok(bytes) = self.world.read(&join(&folder, "Cargo.toml")) else { continue };
            let manifest = Manifest::parse(&String::from_utf8_lossy(&bytes)).ok()?;
            if manifest.workspace.is_some() {
                return Some((folder, manifest));
            }
        }
        None
    }

    fn members(&self, section: &super::manifest::WorkspaceSection) -> Vec<String> {
        let mut found = Vec::new();
        for pattern in &section.members {
            let mut folders = vec![String::new()];
            for part in pattern.split('/').filter(|part| !part.is_empty() && *part != ".") {
                folders = folders.iter().flat_map(|folder| self.step(folder, part)).collect();
            }
            found.extend(folders);
        }
        found.retain(|folder| {
            let excluded = |outer: &String| folder == outer || folder.starts_with(&format!("{outer}/"));
            !section.exclude.iter().any(excluded) && self.world.is_file(&join(folder, "Cargo.toml"))
        });
        found
    }

    fn step(&self, folder: &str, part: &str) -> Vec<String> {
        if !part.contains(['*', '?']) {
            return vec![join(folder, part)];
        }
        let entries = self.world.list(folder).into_iter();
        let fitting = entries.filter(|entry| entry.is_folder && fits(part, &entry.name));
        fitting.map(|entry| join(folder, &entry.name)).collect()
    }

    /// Reads a package and, through it, those it depends on.
    fn package(&mut self, folder: &str) {
        if self.packages.all.contains_key(folder) {
            return;
        }
        let Some(manifest) = self.manifest(folder) else { return };
        let Some(section) = &manifest.package else { return };
        let links: Vec<Link> = manifest.all_dependencies().map(|(key, it)| self.link(folder, key, it)).collect();
        let package = Package {
            name: section.name.clone(),
            lib: self.lib(folder, &manifest, &section.name),
            bins: self.bins(folder, &manifest, section),
            links,
            features: manifest.features.clone(),
        };
        let next: Vec<String> =
            package.links.iter().filter(|it| it.package != WATERSHED).filter_map(|it| it.folder.clone()).collect();
        self.packages.all.insert(folder.to_owned(), package);
        for folder in next {
            self.package(&folder);
        }
    }

    fn link(&self, folder: &str, key: &str, dependency: &Dependency) -> Link {
        let mut table = dependency.table();
        let mut base = folder.to_owned();
        if table.workspace
            && let Some((folder, workspace)) = &self.workspace
            && let Some(shared) = workspace.workspace.as_ref().and_then(|section| section.dependencies.get(key))
        {
            let shared = shared.table();
            base.clone_from(folder);
            table.package = shared.package;
            table.path = shared.path;
            table.features.extend(shared.features);
            table.default_features = table.default_features.or(shared.default_features);
        }
        Link {
            key: key.to_owned(),
            renamed: table.package.is_some(),
            package: table.package.unwrap_or_else(|| key.to_owned()),
            folder: table.path.map(|path| join(&base, &path)),
            optional: table.optional,
            features: table.features,
            default_features: table.default_features.unwrap_or(true),
        }
    }

    fn lib(&self, folder: &str, manifest: &Manifest, package: &str) -> Option<Target> {
        let written = manifest.lib.clone().unwrap_or_default();
        let path = join(folder, written.path.as_deref().unwrap_or("src/lib.rs"));
        let name = written.name.unwrap_or_else(|| package.replace('-', "_"));
        self.world.is_file(&path).then_some(Target { name, path })
    }

    fn bins(&self, folder: &str, manifest: &Manifest, package: &super::manifest::PackageSection) -> Vec<Target> {
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        if package.autobins != Some(false) {
            found.insert(package.name.clone(), join(folder, "src/main.rs"));
            let inside = join(folder, "src/bin");
            for entry in self.world.list(&inside) {
                if entry.is_folder {
                    found.insert(entry.name.clone(), format!("{inside}/{}/main.rs", entry.name));
                } else if let Some(name) = entry.name.strip_suffix(".rs") {
                    found.insert(name.to_owned(), format!("{inside}/{}", entry.name));
                }
            }
        }
        for bin in &manifest.bin {
            let Some(name) = &bin.name else { continue };
            let by_place = found.get(name).cloned().unwrap_or_else(|| join(folder, &format!("src/bin/{name}.rs")));
            let path = bin.path.as_ref().map_or(by_place, |path| join(folder, path));
            found.retain(|_, other| *other != path);
            found.insert(name.clone(), path);
        }
        let real = found.into_iter().filter(|(_, path)| self.world.is_file(path));
        real.map(|(name, path)| Target { name, path }).collect()
    }
}

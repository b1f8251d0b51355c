//! Packages: which there are, and what they depend on.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use super::cfg::{Build, Decision};
use super::files::{Files, span};
use super::manifest::{Dependency, Manifest, PackageSection, TargetSection, WorkspaceSection};
use super::names;
use super::path::join;
use super::scanner::Range;
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
    /// What each of its features turns on.
    pub features: BTreeMap<String, Vec<String>>,
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
#[allow(clippy::struct_excessive_bools)] // Each is a key of the manifest.
pub struct Link {
    /// The key in the manifest.
    pub key: String,
    /// Whether the key renames the package.
    pub renamed: bool,
    /// The package's name.
    pub package: String,
    /// Its folder, where it is on this disk.
    pub folder: Option<String>,
    /// Whether only a feature brings it in.
    pub optional: bool,
    /// The features asked for.
    pub features: Vec<String>,
    /// Whether its default features are on.
    pub default_features: bool,
    /// Whether it depends on a platform that is not known here.
    pub undecided: bool,
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

impl Packages {
    /// Reads the manifests, beginning in the application's folder.
    pub fn read(world: &dyn World, arch: &str, files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Self> {
        let build = Build { arch: arch.to_owned(), ..Build::default() };
        let mut reader = Reader { world, build, workspace: None, packages: Self::default(), files, diagnostics };
        if !world.is_file("Cargo.toml") {
            let wrong = Diagnostic::without_place(codes::NO_CRATE, "there is no `Cargo.toml` in this folder");
            reader.diagnostics.push(wrong.help("run `watershed` in a Cargo package or workspace, or name its folder"));
            return None;
        }
        let (root, _) = reader.manifest("")?;
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

    /// Folders of dependencies that are not in the workspace's, in order.
    pub fn outside(&self) -> Vec<String> {
        let above = |folder: &str| folder.split('/').take_while(|part| *part == "..").count();
        let inside = above(&self.workspace);
        let folders = self.all.values().flat_map(|package| &package.links).filter_map(|link| link.folder.as_ref());
        let found: BTreeSet<&String> = folders.filter(|folder| above(folder) > inside).collect();
        found.into_iter().cloned().collect()
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
}

struct Reader<'a> {
    world: &'a dyn World,
    /// The platform.
    build: Build,
    /// The workspace's folder and manifest.
    workspace: Option<(String, Manifest)>,
    packages: Packages,
    files: &'a mut Files,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn manifest(&mut self, folder: &str) -> Option<(Manifest, String)> {
        let path = join(folder, "Cargo.toml");
        let text = match self.world.read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                let message = format!("`{path}` cannot be read: {}", error.reason());
                self.diagnostics.push(Diagnostic::without_place(codes::BAD_MANIFEST, message));
                return None;
            }
        };
        match Manifest::parse(&text) {
            Ok(manifest) => Some((manifest, text)),
            Err((reason, at)) => {
                let message = format!("`{path}` cannot be read: {reason}");
                let file = self.files.add(path, text);
                self.diagnostics.push(Diagnostic::error(
                    codes::BAD_MANIFEST,
                    span(file, Range { start: at.start, end: at.end }),
                    message,
                ));
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

    fn members(&self, section: &WorkspaceSection) -> Vec<String> {
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
        let folders = self.world.fitting(folder, part).into_iter().filter(|entry| entry.is_folder);
        folders.map(|entry| join(folder, &entry.name)).collect()
    }

    /// Reads a package and, through it, those it depends on.
    fn package(&mut self, folder: &str) {
        if self.packages.all.contains_key(folder) {
            return;
        }
        let Some((manifest, text)) = self.manifest(folder) else { return };
        let Some(section) = &manifest.package else { return };
        let features = manifest.features.iter().map(|(name, entries)| (name.get_ref().clone(), entries.clone()));
        let package = Package {
            name: section.name.get_ref().clone(),
            lib: self.lib(folder, &manifest, section.name.get_ref()),
            bins: self.bins(folder, &manifest, section),
            links: self.links(folder, &manifest),
            features: features.collect(),
        };
        self.check_names(folder, &manifest, text, &package.bins);
        let next: Vec<String> =
            package.links.iter().filter(|it| it.package != WATERSHED).filter_map(|it| it.folder.clone()).collect();
        self.packages.all.insert(folder.to_owned(), package);
        for folder in next {
            self.package(&folder);
        }
    }

    /// Refuses names that no build would take.
    fn check_names(&mut self, folder: &str, manifest: &Manifest, text: String, bins: &[Target]) {
        let mut faults = names::faults(manifest);
        for bin in bins.iter().filter(|bin| !manifest.bin.iter().any(|it| named(it) == Some(&bin.name))) {
            match manifest.package.as_ref().map(|it| &it.name).filter(|it| it.get_ref() == &bin.name) {
                Some(package) => faults.extend(names::of_package(package)),
                None => self.diagnostics.extend_some(names::found(&bin.name, &bin.path)),
            }
        }
        if !faults.is_empty() {
            let file = self.files.add(join(folder, "Cargo.toml"), text);
            for fault in faults {
                self.diagnostics.push(fault.told(file));
            }
        }
    }

    fn links(&self, folder: &str, manifest: &Manifest) -> Vec<Link> {
        let link = |key: &Spanned<String>, it: &Dependency, undecided| Link {
            undecided,
            ..self.link(folder, key.get_ref(), it)
        };
        let mut links: Vec<Link> = manifest.dependencies.iter().map(|(key, it)| link(key, it, false)).collect();
        for (platform, section) in &manifest.target {
            let decision = self.build.decide_platform(platform);
            if decision != Decision::No {
                let undecided = decision == Decision::Unknown;
                links.extend(section.dependencies.iter().map(|(key, it)| link(key, it, undecided)));
            }
        }
        links
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
            // Only where the workspace turns them off does the package's own word count.
            table.default_features =
                if shared.default_features == Some(false) { table.default_features.or(Some(false)) } else { None };
        }
        Link {
            key: key.to_owned(),
            renamed: table.package.is_some(),
            package: table.package.unwrap_or_else(|| key.to_owned()),
            folder: table.path.map(|path| join(&base, &path)),
            optional: table.optional,
            features: table.features,
            default_features: table.default_features.unwrap_or(true),
            undecided: false,
        }
    }

    fn lib(&self, folder: &str, manifest: &Manifest, package: &str) -> Option<Target> {
        let written = manifest.lib.clone().unwrap_or_default();
        let path = join(folder, written.path.as_deref().unwrap_or("src/lib.rs"));
        let name = named(&written).map_or_else(|| package.replace('-', "_"), str::to_owned);
        // A procedural macro runs in the compiler and is no part of the binary.
        (!written.proc_macro && self.world.is_file(&path)).then_some(Target { name, path })
    }

    fn bins(&self, folder: &str, manifest: &Manifest, package: &PackageSection) -> Vec<Target> {
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        if package.autobins != Some(false) {
            found.insert(package.name.get_ref().clone(), join(folder, "src/main.rs"));
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
            let Some(name) = named(bin) else { continue };
            let by_place =
                found.get(name).cloned().unwrap_or_else(|| self.place_of_bin(folder, name, package.name.get_ref()));
            let path = bin.path.as_ref().map_or(by_place, |path| join(folder, path));
            found.retain(|_, other| *other != path);
            found.insert(name.to_owned(), path);
        }
        let real = found.into_iter().filter(|(_, path)| self.world.is_file(path));
        real.map(|(name, path)| Target { name, path }).collect()
    }

    /// Where a binary is whose manifest does not say it.
    fn place_of_bin(&self, folder: &str, name: &str, package: &str) -> String {
        let main = (name == package).then(|| "src/main.rs".to_owned());
        let places = main.into_iter().chain([format!("src/bin/{name}.rs"), format!("src/bin/{name}/main.rs")]);
        let mut places = places.map(|place| join(folder, &place));
        places.find(|path| self.world.is_file(path)).unwrap_or_default()
    }
}

/// What a target is called, where the manifest says it.
fn named(target: &TargetSection) -> Option<&str> {
    target.name.as_ref().map(|name| name.get_ref().as_str())
}

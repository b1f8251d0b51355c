//! Everything that is read: which crates the deployed binary is made of, and what they hold.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, suggest};

use super::cfg::Build;
use super::features::{self, Enabled};
use super::files::Files;
use super::find::{Annotated, find};
use super::linked;
use super::modules::{Module, load};
use super::workspace::{Package, Packages, Target, WATERSHED};
use super::{runs, twice};
use crate::resolve::{Crate, Extern, Resolver};
use crate::world::World;

/// What is built.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The binary that is deployed, where the source has several.
    pub binary: Option<Spanned<String>>,
    /// Features of the binary's package, each with its place in the settings, where it has one.
    pub features: Vec<(String, Option<Span>)>,
    /// Whether the default features are off.
    pub no_default_features: bool,
    /// The processor, as rustc names it; empty where it differs between deployments.
    pub arch: String,
}

/// The source of an application.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The crates of the deployed binary; the first is the binary itself.
    pub crates: Vec<Crate>,
    /// Its annotated items, in the order of the files.
    pub annotated: Vec<Annotated>,
    /// The binary.
    pub binary: Binary,
    /// The features of `watershed` that its manifests ask for; `default` stands for its own.
    pub asked: BTreeSet<String>,
}

/// What is deployed.
#[derive(Clone, Debug, Default)]
pub struct Binary {
    /// The package it is built from.
    pub package: String,
    /// Its name.
    pub name: String,
    /// How far above the application the workspace is: `..` for each folder.
    pub workspace: String,
    /// Folders of dependencies outside of the workspace, from the application's.
    pub outside: Vec<String>,
    /// The features of its package that are asked for.
    pub features: Vec<String>,
    /// Whether the default features are off.
    pub no_default_features: bool,
}

/// Reads the application in the world's root folder.
pub fn read(world: &dyn World, options: &Options, files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Sources> {
    let packages = Packages::read(world, &options.arch, files, diagnostics)?;
    let (folder, target) = choose(&packages, options, diagnostics)?;
    check_features(&packages.all[&folder], options, diagnostics);
    let names: Vec<String> = options.features.iter().map(|(name, _)| name.clone()).collect();
    let enabled = features::enable(&packages, &folder, &names, !options.no_default_features);
    let mut reading = Reading { world, packages: &packages, options, enabled: &enabled, files, diagnostics };
    reading.check_platforms();
    let plan = reading.closure(&folder, &target);
    let units: Vec<_> = plan.iter().map(|krate| reading.unit(&krate.folder, &krate.target)).collect();
    reading.elsewhere(&plan);
    let name = packages.all.get(&folder).map(|package| package.name.clone()).unwrap_or_default();
    let binary = Binary {
        package: name,
        name: target.name,
        workspace: packages.workspace.clone(),
        outside: packages.outside(),
        features: names,
        no_default_features: options.no_default_features,
    };
    let crates = plan.into_iter().zip(units);
    let (crates, builds): (Vec<Crate>, Vec<Build>) =
        crates.map(|(it, (modules, build))| (it.read(modules, &folder), build)).unzip();
    let resolver = Resolver::new(&crates, files);
    let annotated = find(&crates, &builds, &resolver, files, diagnostics);
    let annotated = twice::check(&crates, annotated, files, diagnostics);
    linked::check(&crates, &annotated, &resolver, files, diagnostics);
    runs::check(&crates, files, diagnostics);
    Some(Sources { crates, annotated, binary, asked: enabled.asked().clone() })
}

/// The binary that is deployed: the one that the settings name, or the only one there is.
fn choose(packages: &Packages, options: &Options, diagnostics: &mut Diagnostics) -> Option<(String, Target)> {
    let users = packages.members.iter().filter(|folder| packages.uses_watershed(folder));
    let of = |folder: &String| packages.all.get(folder).map(|package| package.bins.clone()).unwrap_or_default();
    let all: Vec<(String, Target)> = users.flat_map(|it| of(it).into_iter().map(|bin| (it.clone(), bin))).collect();
    let names: Vec<&str> = all.iter().map(|(_, target)| target.name.as_str()).collect();
    let wrong = match (&options.binary, all.as_slice()) {
        (Some(name), all) => match all.iter().find(|(_, target)| target.name == name.value) {
            Some(found) => return Some(found.clone()),
            None => Diagnostic::error(codes::NO_BINARY, name.span, format!("there is no binary `{}`", name.value))
                .help(suggest::help(&name.value, &names)),
        },
        (None, [only]) => return Some(only.clone()),
        (None, []) => Diagnostic::without_place(codes::NO_BINARY, "no binary here depends on `watershed`")
            .help("add `watershed` to its dependencies and `fn main() { watershed::run() }` to `src/main.rs`"),
        (None, _) => Diagnostic::without_place(codes::NO_BINARY, "there are several binaries, and one is deployed")
            .help(format!("write `binary:` with one of {} in `watershed.yaml`", suggest::list(&names))),
    };
    diagnostics.push(wrong);
    None
}

/// Features that are asked for and that the binary's package does not have.
fn check_features(package: &Package, options: &Options, diagnostics: &mut Diagnostics) {
    for (feature, place) in options.features.iter().filter(|(feature, _)| !features::has(package, feature)) {
        let message = format!("`{}` has no feature `{}`", package.name, feature.escape_debug());
        let known: Vec<&str> = package.features.keys().map(String::as_str).collect();
        let wrong = match place {
            Some(span) => Diagnostic::error(codes::UNKNOWN_FEATURE, *span, message),
            None => Diagnostic::without_place(codes::UNKNOWN_FEATURE, message),
        };
        diagnostics.push(wrong.help(suggest::help(feature, &known)));
    }
}

/// A crate that is to be read.
struct Planned {
    folder: String,
    target: Target,
    externs: BTreeMap<String, Extern>,
}

impl Planned {
    /// The crate, of a binary in a folder.
    fn read(self, modules: Vec<Module>, binary: &str) -> Crate {
        Crate { modules, externs: self.externs, is_shared: self.folder != binary }
    }
}

struct Reading<'a> {
    world: &'a dyn World,
    packages: &'a Packages,
    options: &'a Options,
    enabled: &'a Enabled,
    files: &'a mut Files,
    diagnostics: &'a mut Diagnostics,
}

impl Reading<'_> {
    /// The binary, its library, and the libraries it depends on, as far as they use Watershed.
    fn closure(&self, folder: &str, binary: &Target) -> Vec<Planned> {
        let mut places: Vec<(String, Target)> = vec![(folder.to_owned(), binary.clone())];
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut waiting = vec![folder.to_owned()];
        while let Some(folder) = waiting.pop() {
            let Some(package) = self.packages.all.get(&folder) else { continue };
            if numbers.contains_key(&folder) || !self.packages.uses_watershed(&folder) {
                continue;
            }
            if let Some(lib) = &package.lib {
                numbers.insert(folder.clone(), places.len());
                places.push((folder.clone(), lib.clone()));
            }
            let active = package.links.iter().filter(|link| self.enabled.links(&folder, link));
            // The binary's own package may have no library; it is left once all the same.
            waiting.extend(active.filter_map(|link| link.folder.clone()).filter(|next| *next != folder));
        }
        let planned = places.into_iter().enumerate();
        planned.map(|(index, (folder, target))| self.planned(index == 0, folder, target, &numbers)).collect()
    }

    /// Whether a dependency is there must be known, where it has annotated items.
    fn check_platforms(&mut self) {
        for (folder, package) in &self.packages.all {
            let undecided = package.links.iter().filter(|link| link.undecided && self.enabled.links(folder, link));
            for link in undecided {
                let matters = link.folder.as_ref().is_some_and(|folder| self.packages.uses_watershed(folder));
                if matters || link.package == WATERSHED {
                    let message =
                        format!("whether `{}` depends on `{}` cannot be decided here", package.name, link.key);
                    let wrong = Diagnostic::without_place(codes::UNKNOWN_CFG, message);
                    self.diagnostics.push(wrong.help("write the dependency without a condition"));
                }
            }
        }
    }

    fn planned(&self, is_binary: bool, folder: String, target: Target, numbers: &BTreeMap<String, usize>) -> Planned {
        let mut externs = BTreeMap::new();
        let Some(package) = self.packages.all.get(&folder) else { return Planned { folder, target, externs } };
        for link in package.links.iter().filter(|link| self.enabled.links(&folder, link)) {
            let library =
                link.folder.as_ref().and_then(|folder| self.packages.all.get(folder)).and_then(|it| it.lib.as_ref());
            let name = match library {
                Some(library) if !link.renamed => library.name.clone(),
                _ => link.key.replace('-', "_"),
            };
            let read = link.folder.as_ref().and_then(|folder| numbers.get(folder));
            let target = match read {
                _ if link.package == WATERSHED => Extern::Watershed,
                Some(&number) => Extern::Read(number),
                None => Extern::Other,
            };
            externs.insert(name, target);
        }
        if is_binary && let (Some(lib), Some(&number)) = (&package.lib, numbers.get(&folder)) {
            externs.insert(lib.name.clone(), Extern::Read(number));
        }
        Planned { folder, target, externs }
    }

    fn build(&self, folder: &str) -> Build {
        let known = self.packages.all.get(folder).map(features::known);
        Build { features: self.enabled.of(folder), known, arch: self.options.arch.clone() }
    }

    /// The modules of a crate; the first is its root. And how it is built.
    fn unit(&mut self, folder: &str, target: &Target) -> (Vec<Module>, Build) {
        let build = self.build(folder);
        let modules = load(self.world, &target.path, &build, self.files, self.diagnostics);
        (modules, build)
    }

    /// Annotated items in targets of the application that the binary does not contain.
    fn elsewhere(&mut self, plan: &[Planned]) {
        for folder in &self.packages.members {
            let Some(package) = self.packages.all.get(folder) else { continue };
            let own_application = !folder.is_empty() && self.world.is_file(&format!("{folder}/watershed.yaml"));
            if own_application || !self.packages.uses_watershed(folder) {
                continue;
            }
            for target in package.lib.iter().chain(&package.bins) {
                if !plan.iter().any(|krate| krate.target.path == target.path) {
                    self.refuse(folder, package, target);
                }
            }
        }
    }

    fn refuse(&mut self, folder: &str, package: &Package, target: &Target) {
        let mut others = Diagnostics::new();
        let build = self.build(folder);
        let modules = load(self.world, &target.path, &build, self.files, &mut others);
        let mut externs: BTreeMap<String, Extern> = package
            .links
            .iter()
            .filter(|it| it.package == WATERSHED)
            .map(|it| (it.key.replace('-', "_"), Extern::Watershed))
            .collect();
        for link in package.links.iter().filter(|link| link.package != WATERSHED) {
            externs.insert(link.key.replace('-', "_"), Extern::Other);
        }
        let crates = [Crate { modules, externs, is_shared: false }];
        let found = find(&crates, &[build], &Resolver::new(&crates, self.files), self.files, &mut others);
        for item in found {
            let message = format!("`{}` is not part of the deployed binary", target.name);
            let wrong = Diagnostic::error(codes::NOT_IN_BINARY, item.at, message);
            self.diagnostics
                .push(wrong.help("let the deployed binary depend on it, or give it a `watershed.yaml` of its own"));
        }
    }
}

//! Features: which are on in a build, and which optional dependencies they bring in, by cargo's rules.

use std::collections::{BTreeMap, BTreeSet};

use super::workspace::{Link, Package, Packages, WATERSHED};

/// The features of a build, and the dependencies that are part of it.
#[derive(Clone, Debug, Default)]
pub struct Enabled {
    /// Features by folder; a package that is not part of the build is not in here.
    features: BTreeMap<String, BTreeSet<String>>,
    /// Packages and the keys of their dependencies.
    links: BTreeSet<(String, String)>,
    /// The features of `watershed` that somebody asks for, as they are written.
    asked: BTreeSet<String>,
}

impl Enabled {
    /// The features of `watershed` that somebody asks for; `default` stands for its own.
    pub fn asked(&self) -> &BTreeSet<String> {
        &self.asked
    }

    /// Whether a dependency is part of the build.
    pub fn links(&self, folder: &str, link: &Link) -> bool {
        self.links.contains(&(folder.to_owned(), link.key.clone()))
    }

    /// The features of a package.
    pub fn of(&self, folder: &str) -> BTreeSet<String> {
        self.features.get(folder).cloned().unwrap_or_default()
    }
}

/// A feature of the package in a folder.
type Feature = (String, String);

struct Enabling<'a> {
    packages: &'a Packages,
    enabled: Enabled,
    waiting: Vec<Feature>,
    /// `key?/feature` of a package: on where something else brings the dependency in.
    weak: Vec<(String, String, String)>,
}

/// Turns features on, beginning with those of one package, until nothing changes.
pub fn enable(packages: &Packages, folder: &str, features: &[String], default: bool) -> Enabled {
    let waiting = features.iter().map(|feature| (folder.to_owned(), feature.clone())).collect();
    let mut enabling = Enabling { packages, enabled: Enabled::default(), waiting, weak: Vec::new() };
    if default {
        enabling.waiting.push((folder.to_owned(), "default".to_owned()));
    }
    enabling.activate(folder);
    loop {
        while let Some((folder, feature)) = enabling.waiting.pop() {
            enabling.turn_on(&folder, &feature);
        }
        let links = &enabling.enabled.links;
        let (ready, weak): (Vec<_>, Vec<_>) = std::mem::take(&mut enabling.weak)
            .into_iter()
            .partition(|(folder, key, _)| links.contains(&(folder.clone(), key.clone())));
        enabling.weak = weak;
        for (folder, key, feature) in ready {
            enabling.pass_on(&folder, &key, &feature);
        }
        if enabling.waiting.is_empty() {
            return enabling.enabled;
        }
    }
}

/// Whether a package has a feature; an optional dependency is one unless `dep:` stands somewhere.
pub fn has(package: &Package, feature: &str) -> bool {
    package.features.contains_key(feature) || is_implicit(package, feature)
}

/// Every feature of a package.
pub fn known(package: &Package) -> BTreeSet<String> {
    let implicit = package.links.iter().map(|link| &link.key).filter(|key| is_implicit(package, key));
    let default = "default".to_owned();
    package.features.keys().chain(implicit).cloned().chain([default]).collect()
}

fn is_implicit(package: &Package, key: &str) -> bool {
    let named = || package.features.values().flatten().any(|it| it.strip_prefix("dep:") == Some(key));
    links(package, key).any(|link| link.optional) && !package.features.contains_key(key) && !named()
}

/// The dependencies under a key; a platform may add another one under the same.
fn links<'a>(package: &'a Package, key: &'a str) -> impl Iterator<Item = &'a Link> {
    package.links.iter().filter(move |link| link.key == key)
}

impl Enabling<'_> {
    fn activate(&mut self, folder: &str) {
        if self.enabled.features.contains_key(folder) {
            return;
        }
        self.enabled.features.insert(folder.to_owned(), BTreeSet::new());
        let Some(package) = self.packages.all.get(folder) else { return };
        for link in package.links.iter().filter(|link| !link.optional) {
            self.follow(folder, &link.key);
        }
    }

    /// Makes a dependency part of the build.
    fn follow(&mut self, from: &str, key: &str) {
        if !self.enabled.links.insert((from.to_owned(), key.to_owned())) {
            return;
        }
        let Some(package) = self.packages.all.get(from) else { return };
        for link in links(package, key) {
            if link.package == WATERSHED {
                self.enabled.asked.extend(link.features.iter().cloned());
                self.enabled.asked.extend(link.default_features.then(|| "default".to_owned()));
            }
            let Some(target) = &link.folder else { continue };
            self.activate(target);
            self.waiting.extend(link.features.iter().map(|feature| (target.clone(), feature.clone())));
            if link.default_features {
                self.waiting.push((target.clone(), "default".to_owned()));
            }
        }
    }

    /// Turns a feature of a dependency on.
    fn pass_on(&mut self, from: &str, key: &str, feature: &str) {
        let Some(package) = self.packages.all.get(from) else { return };
        if links(package, key).any(|link| link.package == WATERSHED) {
            self.enabled.asked.insert(feature.to_owned());
        }
        let targets = links(package, key).filter_map(|link| link.folder.clone());
        self.waiting.extend(targets.map(|target| (target, feature.to_owned())));
    }

    fn turn_on(&mut self, folder: &str, feature: &str) {
        let Some(package) = self.packages.all.get(folder).filter(|package| has(package, feature)) else { return };
        if !self.enabled.features.entry(folder.to_owned()).or_default().insert(feature.to_owned()) {
            return;
        }
        let Some(entries) = package.features.get(feature) else { return self.follow(folder, feature) };
        for entry in entries {
            match (entry.strip_prefix("dep:"), entry.split_once('/')) {
                (Some(key), _) => self.follow(folder, key),
                (None, None) => self.waiting.push((folder.to_owned(), entry.clone())),
                (None, Some((key, inner))) => match key.strip_suffix('?') {
                    Some(key) => self.weak.push((folder.to_owned(), key.to_owned(), inner.to_owned())),
                    None => {
                        if is_implicit(package, key) {
                            self.waiting.push((folder.to_owned(), key.to_owned()));
                        }
                        self.follow(folder, key);
                        self.pass_on(folder, key, inner);
                    }
                },
            }
        }
    }
}

//! `watershed.yaml`: read strictly, every mistake at its place.

pub mod backend;
pub mod common;
pub mod endpoints;
pub mod fault;
mod http;
pub mod keys;
pub mod kubernetes;
pub mod limits;
pub mod overrides;
mod regions;
mod section;
mod security;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::key::Key;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, suggest, value::id};

pub use common::Common;
pub use yaml::Content;

use crate::world::{ReadError, World};
use overrides::{Component, Resource};
use section::Section;
use yaml::Node;

/// The number of `watershed.yaml` in spans.
pub const FILE: u32 = u32::MAX;

/// Its name.
pub const NAME: &str = "watershed.yaml";

/// The longest name of an application, so that `{app}-{environment}-{id}` has room on every platform.
const LONGEST_APP: usize = 30;

/// What `watershed.yaml` says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The application's name.
    pub app: Spanned<String>,
    /// The binary that is deployed.
    pub binary: Option<Spanned<String>>,
    /// Features of its package.
    pub features: Vec<Spanned<String>>,
    /// What holds for all environments.
    pub common: Common,
    /// The environments, by name.
    pub environments: BTreeMap<String, Environment>,
}

/// An environment.
#[derive(Clone, Debug)]
pub struct Environment {
    /// Its name.
    pub name: Spanned<String>,
    /// Whether data is protected against removal.
    pub protected: bool,
    /// What holds here, with the application's settings below.
    pub common: Common,
    /// About functions, by id.
    pub functions: BTreeMap<String, (Spanned<String>, Component)>,
    /// About services, by id.
    pub services: BTreeMap<String, (Spanned<String>, Component)>,
    /// About resources, by id.
    pub resources: BTreeMap<String, (Spanned<String>, Resource)>,
    /// Functions about which something cannot be read.
    pub unread_functions: Unread,
    /// Resources about which something cannot be read.
    pub unread_resources: Unread,
}

/// Components about which a mistake may hide a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// These, by id.
    Some(BTreeSet<String>),
    /// It may be any of them.
    Any,
}

impl Unread {
    /// Whether it may be this one.
    pub fn may_be(&self, id: &str) -> bool {
        match self {
            Self::Some(ids) => ids.contains(id),
            Self::Any => true,
        }
    }
}

/// Reads the settings; answers the text too, for messages.
pub fn read(world: &dyn World, diagnostics: &mut Diagnostics) -> (Option<Settings>, String) {
    let text = match world.read(NAME).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            diagnostics.push(Diagnostic::without_place(codes::BAD_SETTINGS, "`watershed.yaml` is not UTF-8"));
            return (None, String::new());
        }
        Err(refused @ ReadError::Refused(_)) => {
            let message = format!("`watershed.yaml` cannot be read: {}", refused.reason());
            diagnostics.push(Diagnostic::without_place(codes::BAD_SETTINGS, message));
            return (None, String::new());
        }
        Err(ReadError::Missing) => {
            let wrong =
                Diagnostic::without_place(codes::MISSING_SETTING, "there is no `watershed.yaml` in this folder");
            diagnostics.push(wrong.help(where_it_may_be(world)));
            return (None, String::new());
        }
    };
    let settings = match yaml::read(&text) {
        Ok(node) => settings(yaml::normal(node, &text, diagnostics), diagnostics),
        Err(wrong) => {
            diagnostics.push(*wrong);
            None
        }
    };
    (settings, text)
}

/// What a person may have meant who has no such file.
fn where_it_may_be(world: &dyn World) -> &'static str {
    if world.is_file("watershed.yml") {
        return "rename `watershed.yml` to `watershed.yaml`";
    }
    match ["../watershed.yaml", "../../watershed.yaml"].iter().find(|path| world.is_file(path)) {
        Some(_) => "it is in a folder above this one: name that folder",
        None => "run `watershed init`, or name the application's folder",
    }
}

fn settings(node: Node, diagnostics: &mut Diagnostics) -> Option<Settings> {
    let mut section = Section::new("`watershed.yaml`", &[keys::FILE, keys::COMMON], node, diagnostics);
    let says_app = section.says("app");
    let app = section.text("app");
    let binary = section.text("binary");
    let features = section.texts("features").unwrap_or_default();
    let common = Common::read(&mut section);
    let mut unread: Vec<&str> = if says_app && app.is_none() { vec!["app"] } else { Vec::new() };
    let written = section.map("environments").unwrap_or_else(|| {
        unread.push("environments");
        Vec::new()
    });
    let mut environments = BTreeMap::new();
    for (name, node) in written {
        let environment = environment(name, node, &common, &mut section);
        environments.insert(environment.name.value.clone(), environment);
    }
    check(app.as_ref(), &common, &environments, &unread, &mut section);
    check_states(&environments, &mut section);
    check_domains(&environments, &mut section);
    section.finish();
    Some(Settings { app: app?, binary, features, common, environments })
}

fn environment(name: Spanned<String>, node: Node, application: &Common, outer: &mut Section<'_>) -> Environment {
    let tables = &[keys::ENVIRONMENT, keys::COMMON];
    let mut section = Section::new(format!("`{}`", name.value.escape_debug()), tables, node, outer.diagnostics);
    let protected = section.flag("protected").is_some_and(|flag| flag.value);
    let common = Common::read(&mut section).over(application);
    common.http.check(common.region.as_ref(), &mut section);
    common.check_key(&mut section);
    let (functions, unread_functions) = components(&mut section, "functions", &[keys::FUNCTION], Component::function);
    let (services, _) = components(&mut section, "services", &[keys::SERVICE], Component::service);
    let (resources, unread_resources) = components(&mut section, "resources", &[keys::RESOURCE], Resource::read);
    let unread = |key: &str, unread: Unread| if section.is_misspelt(key) { Unread::Any } else { unread };
    let (unread_functions, unread_resources) =
        (unread("functions", unread_functions), unread("resources", unread_resources));
    section.finish();
    Environment { name, protected, common, functions, services, resources, unread_functions, unread_resources }
}

fn components<T>(
    section: &mut Section<'_>,
    key: &'static str,
    tables: &'static [&'static [Key]],
    read: fn(&mut Section<'_>) -> T,
) -> (BTreeMap<String, (Spanned<String>, T)>, Unread) {
    let (mut components, mut unread) = (BTreeMap::new(), BTreeSet::new());
    let Some(written) = section.map(key) else { return (components, Unread::Any) };
    for (id, node) in written {
        let mut mistakes = Diagnostics::new();
        let mut inner = Section::new(format!("`{}`", id.value.escape_debug()), tables, node, &mut mistakes);
        let component = read(&mut inner);
        inner.finish();
        if mistakes.has_errors() {
            unread.insert(id.value.clone());
        }
        section.diagnostics.extend(mistakes);
        components.insert(id.value.clone(), (id, component));
    }
    (components, Unread::Some(unread))
}

/// Two environments in one state would destroy each other's resources.
fn check_states(environments: &BTreeMap<String, Environment>, section: &mut Section<'_>) {
    let mut states: BTreeMap<Span, &Environment> = BTreeMap::new();
    for environment in environments.values() {
        let Some(backend) = environment.common.backend.as_ref().filter(|it| !it.tells_apart()) else { continue };
        if let Some(other) = states.insert(backend.kind.span, environment) {
            let (one, two) = (&other.name.value, &environment.name.value);
            let message = format!("`{one}` and `{two}` would keep their state in one place");
            let wrong = Diagnostic::error(codes::BAD_SETTINGS, backend.kind.span, message);
            section
                .diagnostics
                .push(wrong.help("write `{environment}` into an argument, such as `key: \"shop/{environment}\"`"));
            return;
        }
    }
}

/// AWS gives a domain to one API of a region.
fn check_domains(environments: &BTreeMap<String, Environment>, section: &mut Section<'_>) {
    let mut domains: BTreeMap<(&str, Option<&str>), &Environment> = BTreeMap::new();
    for environment in environments.values() {
        let Some(domain) = &environment.common.http.domain else { continue };
        let region = environment.common.region.as_ref().map(|it| it.value.as_str());
        let Some(other) = domains.insert((&domain.value, region), environment) else { continue };
        let (one, two) = (&other.name.value, &environment.name.value);
        let message = format!("`{one}` and `{two}` would answer at one domain");
        let mut wrong = Diagnostic::error(codes::BAD_SETTINGS, domain.span, message);
        if let Some(earlier) = other.common.http.domain.as_ref().filter(|earlier| earlier.span != domain.span) {
            wrong = wrong.also(earlier.span, format!("the one of `{one}`"));
        }
        section.diagnostics.push(wrong.help("write `http: { domain: … }` in each environment"));
    }
}

fn check(
    app: Option<&Spanned<String>>,
    common: &Common,
    environments: &BTreeMap<String, Environment>,
    unread: &[&str],
    section: &mut Section<'_>,
) {
    let at = section.at();
    // What is written and cannot be read has been reported.
    let [app_is_meant, environments_are, region_is] =
        ["app", "environments", "region"].map(|key| section.is_misspelt(key) || unread.contains(&key));
    let mut missing = |what: &str, help: &str| {
        let wrong = Diagnostic::error(codes::MISSING_SETTING, at, format!("`watershed.yaml` does not say {what}"));
        section.diagnostics.push(wrong.help(help));
    };
    if app.is_none() && !app_is_meant {
        missing("the name of the application", "write `app: shop`");
    }
    if environments.is_empty() && !environments_are {
        missing("which environments there are", "write `environments: { dev: {} }`");
    }
    if common.region.is_none()
        && !region_is
        && environments.values().any(|it| it.common.region.is_none() && !it.common.says_region)
    {
        missing("the AWS region", "write `region: eu-west-1`");
    }
    let names = environments.values().map(|it| (&it.name, "environment"));
    for (name, what) in app.map(|app| (app, "application")).into_iter().chain(names) {
        let fault = id::fault(&name.value)
            .map(str::to_owned)
            .or_else(|| (name.value.len() > LONGEST_APP).then(|| format!("at most {LONGEST_APP} characters")));
        if let Some(fault) = fault {
            let message = format!("`{}` cannot name an {what}", name.value.escape_debug());
            section.diagnostics.push(Diagnostic::error(codes::BAD_NAME, name.span, message).help(fault));
        }
    }
}

impl Settings {
    /// The environments of these names, or all; reports names that are not there.
    pub fn select(&self, names: &[String], diagnostics: &mut Diagnostics) -> Vec<&Environment> {
        if names.is_empty() {
            return self.environments.values().collect();
        }
        let known: Vec<&str> = self.environments.keys().map(String::as_str).collect();
        let mut selected = Vec::new();
        for name in names {
            match self.environments.get(name) {
                Some(environment) => selected.push(environment),
                None => {
                    let message = format!("there is no environment `{name}`");
                    let wrong = Diagnostic::without_place(codes::UNKNOWN_ENVIRONMENT, message);
                    diagnostics.push(wrong.help(suggest::help(name, &known)));
                }
            }
        }
        selected
    }
}

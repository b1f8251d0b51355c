//! Ids: who has one, who had one, and whom the settings mean by one.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::{Diagnostic, Diagnostics, Spanned, codes, suggest};

use super::{Identity, Model, Resource};
use crate::settings::Environment;

/// The kind of what shares one space of ids.
type Id<'a> = (&'static str, &'a str);

/// Functions and services share one space of ids, resources of a kind another.
fn all(model: &Model) -> impl Iterator<Item = (&'static str, &Identity)> {
    let functions = model.functions.iter().map(|it| ("component", &it.identity));
    let services = model.services.iter().map(|it| ("component", &it.identity));
    functions.chain(services).chain(model.resources.iter().map(|it| (it.kind(), &it.identity)))
}

/// Ids that two have, and ids of before that somebody else has or had.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<Id<'_>, &Identity> = BTreeMap::new();
    for (kind, identity) in all(model).filter(|(_, identity)| identity.is_whole) {
        if let Some(earlier) = seen.insert((kind, &identity.id), identity) {
            let message = format!("two have the id `{}`", identity.id);
            let wrong =
                Diagnostic::error(codes::DUPLICATE_ID, identity.id_at, message).also(earlier.id_at, "the other one");
            diagnostics.push(wrong.help("give one of them another with `id = \"…\"`"));
        }
    }
    let mut claimed: BTreeMap<Id<'_>, &Spanned<String>> = BTreeMap::new();
    for (kind, identity) in all(model) {
        let Some(before) = &identity.renamed_from else { continue };
        let id: Id<'_> = (kind, &before.value);
        if let Some(other) = seen.get(&id) {
            let message = format!("`{}` is still in use", before.value);
            diagnostics.push(Diagnostic::error(codes::RENAME, before.span, message).also(other.name, "by this"));
        } else if let Some(other) = claimed.insert(id, before) {
            let message = format!("two were called `{}` before", before.value);
            let wrong = Diagnostic::error(codes::RENAME, before.span, message).also(other.span, "the other one");
            diagnostics.push(wrong.help("leave `renamed_from` with the one that it was, and remove the other"));
        }
    }
}

/// Settings of components that do not exist, that are something else, or that are several.
pub fn check_overrides(model: &Model, environment: &Environment, diagnostics: &mut Diagnostics) {
    let known: [Known<'_>; 3] = [
        ("function", model.functions.iter().map(|it| it.identity.id.as_str()).collect()),
        ("service", model.services.iter().map(|it| it.identity.id.as_str()).collect()),
        ("resource", model.resources.iter().map(|it| it.identity.id.as_str()).collect()),
    ];
    let functions = environment.functions.values().map(|(name, _)| ("function", name));
    let services = environment.services.values().map(|(name, _)| ("service", name));
    let resources = environment.resources.values().map(|(name, _)| ("resource", name));
    for (what, name) in functions.chain(services).chain(resources) {
        diagnostics.extend_some(unknown(name, what, &known));
    }
    several(model, environment, diagnostics);
}

/// A kind and the ids of it.
type Known<'a> = (&'static str, BTreeSet<&'a str>);

/// An id that nothing of this kind has.
fn unknown(name: &Spanned<String>, what: &str, known: &[Known<'_>]) -> Option<Diagnostic> {
    let has = |ids: &BTreeSet<&str>| ids.contains(name.value.as_str());
    let (_, same) = known.iter().find(|(kind, _)| *kind == what)?;
    if has(same) {
        return None;
    }
    if let Some((kind, _)) = known.iter().find(|(_, ids)| has(ids)) {
        let message = format!("`{}` is a {kind} and no {what}", name.value);
        let wrong = Diagnostic::error(codes::UNKNOWN_COMPONENT, name.span, message);
        return Some(wrong.help(format!("write it under `{kind}s:`")));
    }
    let message = format!("there is no {what} `{}`", name.value.escape_debug());
    let wrong = Diagnostic::error(codes::UNKNOWN_COMPONENT, name.span, message);
    let same: Vec<&str> = same.iter().copied().collect();
    Some(wrong.help(suggest::help(&name.value, &same)))
}

/// Resources of several kinds may have one id, and a setting is of one resource.
fn several(model: &Model, environment: &Environment, diagnostics: &mut Diagnostics) {
    let mut meant: BTreeMap<&str, Vec<&Resource>> = BTreeMap::new();
    for resource in &model.resources {
        meant.entry(&resource.identity.id).or_default().push(resource);
    }
    for (name, _) in environment.resources.values() {
        let meant = meant.get(name.value.as_str()).map_or(&[][..], |it| it);
        let kinds: BTreeSet<&str> = meant.iter().map(|it| it.kind()).collect();
        // Two of a kind with one id have been reported as such.
        if kinds.len() < 2 {
            continue;
        }
        let message = format!("{} resources have the id `{}`, and this is about one", meant.len(), name.value);
        let mut wrong = Diagnostic::error(codes::UNKNOWN_COMPONENT, name.span, message);
        for resource in meant {
            wrong = wrong.also(resource.identity.id_at, format!("a {}", resource.kind()));
        }
        let before = &name.value;
        let way =
            format!("give the one that is meant another id; `renamed_from = \"{before}\"` beside it keeps its name");
        diagnostics.push(wrong.help(way));
    }
}

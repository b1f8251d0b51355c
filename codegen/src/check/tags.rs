//! Tags of one thing together: those of the settings, its own and Watershed's.

use std::collections::BTreeMap;

use watershed_grammar::tags::OWN;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes, limits};

use crate::model::{Identity, Model};

/// Too many, and keys that a role takes for one.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let settings = &model.settings.tags;
    let mut shared: BTreeMap<String, (&str, Option<Span>)> =
        OWN.iter().map(|key| ((*key).to_owned(), (*key, None))).collect();
    for (key, value) in settings {
        let place = Some(value.key_at);
        match shared.insert(key.to_lowercase(), (key, place)) {
            Some((other, at)) if other != key => diagnostics.push(one_for_a_role(key, value.key_at, other, at)),
            _ => {}
        }
    }
    let code = model.whole_functions().map(|it| &it.identity).chain(model.whole_services().map(|it| &it.identity));
    for identity in code.filter(|it| !it.tags.is_empty()) {
        let mut own: BTreeMap<String, (&str, Span)> = BTreeMap::new();
        for (key, value) in &identity.tags {
            let small = key.to_lowercase();
            let other = shared.get(&small).filter(|(other, _)| other != key).copied();
            let other = other.or_else(|| own.get(&small).map(|(other, at)| (*other, Some(*at))));
            if let Some((other, at)) = other {
                diagnostics.push(one_for_a_role(key, value.key_at, other, at));
            }
            own.insert(small, (key, value.key_at));
        }
    }
    for identity in model.whole_identities() {
        diagnostics.extend_some(too_many(settings.keys().map(String::as_str), identity));
    }
}

/// IAM tells keys apart without regard to capital letters.
fn one_for_a_role(key: &str, at: Span, other: &str, other_at: Option<Span>) -> Diagnostic {
    let message = format!("`{key}` and `{other}` are one tag for a role");
    let wrong = Diagnostic::error(codes::TAGS, at, message);
    match other_at {
        Some(other_at) => wrong.also(other_at, "the other one").help("write both with the same letters"),
        None => wrong.help(format!("Watershed sets `{other}`: choose another key")),
    }
}

fn too_many<'a>(settings: impl Iterator<Item = &'a str> + Clone, identity: &Identity) -> Option<Diagnostic> {
    let most = limits::TAGS.most() as usize;
    // Nearly every thing has a handful.
    let (_, upper) = settings.size_hint();
    if identity.tags.len() + OWN.len() + upper.unwrap_or(most) <= most {
        return None;
    }
    let others = settings.filter(|key| !OWN.contains(key) && !identity.tags.contains_key(*key)).count();
    let own = identity.tags.keys().filter(|key| !OWN.contains(&key.as_str())).count();
    let count = others + own + OWN.len();
    (count > most).then(|| {
        let message = format!("`{}` would have {count} tags, and AWS takes {most}", identity.id);
        let at = identity.tags.values().map(|it| it.key_at).max_by_key(|at| at.start).unwrap_or(identity.name);
        let wrong = Diagnostic::error(codes::TAGS, at, message).help(limits::TAGS.source);
        wrong.help(format!("{others} are from `watershed.yaml` and {} are Watershed's own", OWN.len()))
    })
}

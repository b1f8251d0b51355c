//! Names in the cloud: what is cut, what AWS keeps for itself, and what would meet.

use std::collections::{BTreeMap, HashMap};

use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::{Function, Identity, Model};
use crate::physical::{self, BUCKET, ROLE, Space};

/// A component and everything that it has a name for.
struct Owner<'a> {
    kind: &'static str,
    identity: &'a Identity,
    parts: Vec<(Space, String)>,
    is_group: bool,
}

/// Every name of every component.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let groups = groups(model);
    let owners = owners(model, &groups);
    let names = owners.iter().map(|owner| owner.parts.len()).sum();
    diagnostics.extend_some(beginning(model, &owners));
    let mut seen: HashMap<(&str, String), &Owner<'_>> = HashMap::with_capacity(names);
    for owner in &owners {
        let identity = owner.identity;
        let mut met: Vec<&Identity> = Vec::new();
        let base = physical::base(&model.app, &model.environment, identity);
        for (space, suffix) in &owner.parts {
            let name = physical::fit(&base, *space, suffix);
            if *space == BUCKET {
                reserved(identity, &name, diagnostics);
            }
            let key = if space.ignores_case { name.to_ascii_lowercase() } else { name };
            // Two of a kind with one id have been reported as such; two that meet in several names are told once.
            if let Some(other) = seen.insert((space.what, key), owner)
                && !(other.kind == owner.kind && same_id(model, identity, other.identity))
                && !met.iter().any(|earlier| earlier.at == other.identity.at)
            {
                met.push(other.identity);
                let name = physical::fit(&base, *space, suffix);
                diagnostics.push(collision(owner, other, *space, &name));
            }
        }
        cut(model, identity, &owner.parts, diagnostics);
    }
}

/// Names that two environments would share: `dev` and `eu-orders` make the name that `dev-eu` and `orders` do.
pub fn across(models: &[&Model], diagnostics: &mut Diagnostics) {
    let mut by_beginning: BTreeMap<String, &Model> = BTreeMap::new();
    for model in models {
        by_beginning.insert(format!("{}-{}-", model.app, model.environment), model);
    }
    for (beginning, longer) in &by_beginning {
        let ends = beginning.match_indices('-').map(|(end, _)| end + 1).filter(|end| *end < beginning.len());
        for shorter in ends.filter_map(|end| by_beginning.get(&beginning[..end])) {
            between(shorter, longer, beginning, diagnostics);
        }
    }
}

/// What in one environment has a name that begins as all names of another one do.
fn between(shorter: &Model, longer: &Model, beginning: &str, diagnostics: &mut Diagnostics) {
    let region = |model: &Model| model.settings.region.as_ref().map(|it| it.value.clone());
    let of_partition = |model: &Model| physical::partition(&region(model).unwrap_or_default());
    // An account is in one partition, and each has buckets of its own.
    if of_partition(shorter) != of_partition(longer) {
        return;
    }
    let (groups, other_groups) = (groups(shorter), groups(longer));
    let is_one_region = region(shorter) == region(longer);
    let mut seen: HashMap<(&str, String), &Identity> = HashMap::new();
    let owners_of_shorter = owners(shorter, &groups);
    for owner in &owners_of_shorter {
        let base = physical::base(&shorter.app, &shorter.environment, owner.identity);
        let parts = owner.parts.iter().filter(|_| base.starts_with(beginning));
        // Roles are of the whole account, and buckets of everybody; all else is of its region.
        for (space, suffix) in parts.filter(|(space, _)| is_one_region || [ROLE, BUCKET].contains(space)) {
            seen.insert((space.what, physical::fit(&base, *space, suffix)), owner.identity);
        }
    }
    if seen.is_empty() {
        return;
    }
    for owner in owners(longer, &other_groups) {
        let base = physical::base(&longer.app, &longer.environment, owner.identity);
        let mut met: Vec<&Identity> = Vec::new();
        for (space, suffix) in &owner.parts {
            let name = physical::fit(&base, *space, suffix);
            let Some(other) = seen.get(&(space.what, name.clone())) else { continue };
            if met.iter().any(|earlier| earlier.at == other.at) {
                continue;
            }
            met.push(other);
            let (one, two) = (&shorter.environment, &longer.environment);
            let message = format!("a {} of `{one}` and one of `{two}` would both be called `{name}`", space.what);
            let wrong = Diagnostic::error(codes::NAME_COLLISION, other.id_at, message);
            let wrong = wrong.also(owner.identity.id_at, format!("the one of `{two}`"));
            diagnostics.push(wrong.help("give one of them another id with `id = \"…\"`, or rename an environment"));
        }
    }
}

fn same_id(model: &Model, one: &Identity, other: &Identity) -> bool {
    let base = |identity| physical::base(&model.app, &model.environment, identity);
    base(one) == base(other)
}

fn owners<'a>(model: &'a Model, groups: &'a BTreeMap<&str, Identity>) -> Vec<Owner<'a>> {
    let parts = |it: &Function| match it.place.value {
        Place::Serverless | Place::Auto => physical::of_function(model, it),
        Place::Container => physical::of_contained(model, it),
    };
    let owner = |identity: &'a Identity, parts| Owner { kind: "component", identity, parts, is_group: false };
    let functions = model.whole_functions().map(|it| owner(&it.identity, parts(it)));
    let services = model.whole_services().map(|it| owner(&it.identity, physical::of_service(it)));
    let resources = model.whole_resources().map(|it| Owner {
        kind: it.kind(),
        identity: &it.identity,
        parts: physical::of_resource(model, it),
        is_group: false,
    });
    functions
        .chain(services)
        .chain(resources)
        .chain(groups.values().map(|it| Owner { is_group: true, ..owner(it, vec![(ROLE, String::new())]) }))
        .collect()
}

/// The groups as owners of their roles, each at the first of its members.
fn groups(model: &Model) -> BTreeMap<&str, Identity> {
    let functions = model.whole_functions().filter(|it| it.place.value == Place::Container);
    let functions = functions.map(|it| (it.group.as_ref(), &it.identity));
    let members = functions.chain(model.whole_services().map(|it| (it.group.as_ref(), &it.identity)));
    let mut groups: BTreeMap<&str, Identity> = BTreeMap::new();
    for (group, identity) in members {
        let Some(group) = group else { continue };
        groups.entry(&group.value).or_insert_with(|| Identity {
            id: group.value.clone(),
            renamed_from: None,
            id_at: group.span,
            name: group.span,
            ..identity.clone()
        });
    }
    groups
}

fn collision(owner: &Owner<'_>, other: &Owner<'_>, space: Space, name: &str) -> Diagnostic {
    let message = format!("two {}s would be called `{name}`", space.what);
    let wrong = Diagnostic::error(codes::NAME_COLLISION, owner.identity.id_at, message);
    let help = match (owner.is_group, other.is_group) {
        (false, false) => "give one of them another id with `id = \"…\"`",
        (true, true) => "give one of the groups another name",
        _ => "give the group another name, or the other one another id with `id = \"…\"`",
    };
    wrong.also(other.identity.id_at, "the other one").help(help)
}

/// Said for the longest name of an environment, so that every environment says the same.
fn cut(model: &Model, identity: &Identity, parts: &[(Space, String)], diagnostics: &mut Diagnostics) {
    let base = physical::base(&model.app, &model.longest_environment, identity);
    let too_long = |(space, suffix): &&(Space, String)| base.len() + suffix.len() > space.longest;
    let parts: Vec<_> = parts.iter().filter(too_long).collect();
    if parts.is_empty() {
        return;
    }
    let message = format!("`{base}` is longer than AWS takes in a name, so it is cut");
    let mut warning = Diagnostic::warning(codes::NAME_TOO_LONG, identity.id_at, message);
    for (space, suffix) in parts {
        let name = physical::fit(&base, *space, suffix);
        warning = warning.help(format!("the {} is called `{name}`: {} characters", space.what, space.longest));
    }
    diagnostics.push(warning.help("a shorter `id` keeps the name whole"));
}

/// Beginnings and ends that S3 keeps for itself ("Bucket naming rules", S3 user guide, 2026-11).
const RESERVED: (&[&str], &[&str]) = (&["sthree-", "amzn-s3-demo-", "xn--"], &["-s3alias", "-an"]);

/// The beginning of every bucket's name, which the application decides.
fn beginning(model: &Model, owners: &[Owner<'_>]) -> Option<Diagnostic> {
    let bucket = owners.iter().find(|owner| owner.parts.iter().any(|(space, _)| *space == BUCKET))?;
    let name = format!("{}-{}-", model.app, model.environment);
    let found = RESERVED.0.iter().find(|it| name.starts_with(*it))?;
    let of_app = format!("{}-", model.app);
    let (name, help) = if of_app.starts_with(found) {
        (&of_app, "give the application another name")
    } else {
        (&name, "every name begins with the application and the environment: give one of them another name")
    };
    let message = format!("no bucket is called `{name}…`: S3 keeps `{found}` for itself");
    let wrong = Diagnostic::error(codes::BAD_NAME, model.app_at, message);
    Some(wrong.also(bucket.identity.name, "a bucket").help(help))
}

fn reserved(identity: &Identity, name: &str, diagnostics: &mut Diagnostics) {
    if let Some(found) = RESERVED.1.iter().find(|it| name.ends_with(*it)) {
        let message = format!("no bucket's name ends with `{found}`: S3 keeps it for itself");
        let wrong = Diagnostic::error(codes::BAD_NAME, identity.id_at, message);
        diagnostics.push(wrong.help(match &identity.renamed_from {
            Some(_) => "remove `renamed_from`: no bucket has such a name",
            None => "give it another id with `id = \"…\"`",
        }));
    }
}

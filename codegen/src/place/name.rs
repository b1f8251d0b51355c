//! Names of deployments: each belongs to one.

use std::collections::BTreeMap;

use watershed_grammar::value::id::LONGEST;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use super::Plan;
use crate::model::{Identity, Model};

/// Reports a group that has the name of a component outside of it: their roles would have one name.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let functions = model.whole_functions().map(|it| (it.group.as_ref(), &it.identity));
    let components = functions.chain(model.whole_services().map(|it| (it.group.as_ref(), &it.identity)));
    let mut groups: BTreeMap<&str, Span> = BTreeMap::new();
    let mut named: BTreeMap<&str, Vec<&Identity>> = BTreeMap::new();
    for (group, identity) in components {
        if let Some(group) = group {
            groups.entry(&group.value).or_insert(group.span);
        }
        let before = identity.renamed_from.as_ref().map(|before| before.value.as_str());
        for name in std::iter::once(identity.id.as_str()).chain(before) {
            named.entry(name).or_default().push(identity);
        }
    }
    for deployment in &plan.deployments {
        let Some(at) = groups.get(deployment.name.as_str()) else { continue };
        let is_member = |id: &str| deployment.members.iter().any(|member| member.id == id);
        for identity in named.get(deployment.name.as_str()).into_iter().flatten().filter(|it| !is_member(&it.id)) {
            let message = format!("the group `{}` has the name of a component outside of it", deployment.name);
            let wrong = Diagnostic::error(codes::GROUP, *at, message).also(identity.name, "the component");
            diagnostics.push(wrong.help("give the group another name"));
        }
    }
}

// Every name that is made from a deployment's name fits by construction, because ids are short.
const _: () = assert!("keda-hpa-".len() + LONGEST <= 63, "KEDA's autoscaler is a DNS label");
const _: () = assert!(LONGEST <= 52, "a CronJob leaves room for its runs");

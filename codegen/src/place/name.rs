//! Names of deployments: each belongs to one.

use std::collections::BTreeMap;

use watershed_grammar::value::id::LONGEST;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes};

use super::Plan;
use crate::model::{Identity, Model};

/// A component, and the group that it says.
type Named<'a> = (Option<&'a Spanned<String>>, &'a Identity);

/// Reports a group that has the name of a component outside of it: their roles would have one name.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let functions = model.whole_functions().map(|it| (it.group.as_ref(), &it.identity));
    let components = functions.chain(model.whole_services().map(|it| (it.group.as_ref(), &it.identity)));
    let mut groups: BTreeMap<&str, Span> = BTreeMap::new();
    let mut named: BTreeMap<&str, Vec<Named<'_>>> = BTreeMap::new();
    for (group, identity) in components {
        if let Some(group) = group {
            groups.entry(&group.value).or_insert(group.span);
        }
        let before = identity.renamed_from.as_ref().map(|before| before.value.as_str());
        for name in std::iter::once(identity.id.as_str()).chain(before) {
            named.entry(name).or_default().push((group, identity));
        }
    }
    for deployment in &plan.deployments {
        let Some(at) = groups.get(deployment.name.as_str()) else { continue };
        let is_member = |id: &str| deployment.members.iter().any(|member| member.id == id);
        for (group, identity) in named.get(deployment.name.as_str()).into_iter().flatten() {
            let name = &deployment.name;
            let (message, help) = match group {
                _ if !is_member(&identity.id) => {
                    let message = format!("the group `{name}` has the name of a component outside of it");
                    (message, "give the group another name".to_owned())
                }
                // Who shares a role says so.
                None => {
                    let message =
                        format!("the group `{name}` has the name of a component that does not say it is in it");
                    (message, format!("give the group another name, or write `group = \"{name}\"` there too"))
                }
                Some(_) => continue,
            };
            diagnostics
                .push(Diagnostic::error(codes::GROUP, *at, message).also(identity.name, "the component").help(help));
        }
    }
}

// Every name that is made from a deployment's name fits by construction, because ids are short.
const _: () = assert!("keda-hpa-".len() + LONGEST <= 63, "KEDA's autoscaler is a DNS label");
const _: () = assert!(LONGEST <= 52, "a CronJob leaves room for its runs");

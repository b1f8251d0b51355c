//! Names of deployments: each belongs to one.

use std::collections::BTreeMap;

use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use super::Plan;
use crate::model::Model;

/// Files beside those of the deployments.
const TAKEN: &[&str] = &["kustomization", "namespace"];

/// Reports a group that has the name of a component outside of it: their roles would have one name.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let functions = model.functions.iter().map(|it| (it.group.as_ref(), &it.identity));
    let components: Vec<_> =
        functions.chain(model.services.iter().map(|it| (it.group.as_ref(), &it.identity))).collect();
    let mut groups: BTreeMap<&str, Span> = BTreeMap::new();
    for (group, _) in &components {
        if let Some(group) = group {
            groups.entry(&group.value).or_insert(group.span);
        }
    }
    for deployment in &plan.deployments {
        if TAKEN.contains(&deployment.name.as_str()) {
            let at = groups.get(deployment.name.as_str()).copied();
            let at = at.or_else(|| deployment.identities(model).map(|it| it.name).next()).unwrap_or_default();
            let message = format!("`{}` is the name of a file that every environment has", deployment.name);
            diagnostics.push(Diagnostic::error(codes::BAD_NAME, at, message).help("choose another name"));
        }
        let Some(at) = groups.get(deployment.name.as_str()) else { continue };
        let is_member = |id: &str| deployment.members.iter().any(|member| member.id == id);
        for (_, identity) in &components {
            let before = identity.renamed_from.as_ref().map(|before| before.value.as_str());
            let has_name = identity.id == deployment.name || before == Some(deployment.name.as_str());
            if has_name && !is_member(&identity.id) {
                let message = format!("the group `{}` has the name of a component outside of it", deployment.name);
                let wrong = Diagnostic::error(codes::GROUP, *at, message).also(identity.name, "the component");
                diagnostics.push(wrong.help("give the group another name"));
            }
        }
    }
}

//! What Kubernetes counts in bytes: the variables of a deployment, and objects as `kubectl apply` notes them. Both grow
//! with the members of a group, and both are refused only when they are applied.

use watershed_grammar::{Diagnostic, Diagnostics, Limit, Span, codes, limits};

use super::component::Needs;
use super::{Cloud, container};
use crate::kubernetes::{Document, size};
use crate::model::{Identity, Model, Variable};
use crate::place::{Deployment, Plan};

/// Bytes that a character takes in JSON, at most: `\u003c`.
const ESCAPED: usize = 6;
/// Bytes that a member adds to one object besides what it is told, at most, with the longest path of a URL.
const OF_MEMBER: usize = 8_192;
/// Bytes that a handle adds, with the longest ARN.
const OF_HANDLE: usize = 2_560;

/// Reports what would be too large.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let large: Vec<&Deployment> = plan.deployments.iter().filter(|it| may_be_large(model, it)).collect();
    if large.is_empty() {
        return;
    }
    let cloud = Cloud::new(model, plan);
    for deployment in large {
        let (manifest, _) = container::lower(deployment, &cloud, &mut Needs::default());
        for document in &manifest.documents {
            diagnostics.extend_some(fault(model, deployment, document));
        }
    }
}

/// Whether it is worth counting: what is written for nearly every deployment has a few thousand bytes.
fn may_be_large(model: &Model, deployment: &Deployment) -> bool {
    let functions = deployment.functions(model).map(|it| (&it.env, it.grants.len()));
    let members = functions.chain(deployment.services(model).map(|it| (&it.env, it.grants.len())));
    let of_members = members.map(|(env, handles)| {
        let env: usize = env.iter().map(|(key, it)| key.len() + it.text.value.len()).sum();
        env * ESCAPED + handles * OF_HANDLE + OF_MEMBER
    });
    let tags = model.settings.tags().into_iter().chain(deployment.tags(model));
    // On an object and on its pods.
    let of_tags: usize = tags.map(|(key, value)| (key.len() + value.len()) * ESCAPED * 2).sum();
    of_members.sum::<usize>() + of_tags > most(limits::ANNOTATIONS)
}

fn fault(model: &Model, deployment: &Deployment, document: &Document) -> Option<Diagnostic> {
    let (data, annotations) = (size::of_data(document), size::of_annotations(document));
    let (at, owner) = largest(model, deployment)?;
    let what = &deployment.name;
    if data > most(limits::CONFIG_MAP_DATA) {
        let most = limits::CONFIG_MAP_DATA.high;
        let message =
            format!("the variables of the deployment `{what}` take {data} bytes, and a ConfigMap takes {most}");
        let wrong =
            Diagnostic::error(codes::CONFIG_SIZE, at, message).also(owner.name, "which has the largest of them");
        let wrong = wrong.help(limits::CONFIG_MAP_DATA.source);
        return Some(wrong.help("keep large values in a `#[bucket]` or a `#[secret]`"));
    }
    let at = if data > 0 { at } else { deployment.identities(model).next().map_or(owner.name, |it| it.name) };
    (annotations > most(limits::ANNOTATIONS)).then(|| {
        let (most, title) = (limits::ANNOTATIONS.high, document.title());
        let message = format!("`kubectl apply` would note {annotations} bytes on `{title}`, which takes {most}");
        let wrong = Diagnostic::warning(codes::APPLY_SIZE, at, message).help(limits::ANNOTATIONS.source);
        wrong.help("apply it with `kubectl apply --server-side`, or divide what runs in the deployment")
    })
}

/// The largest variable of a deployment, and whose it is; the first member's name where nobody wrote one.
fn largest<'a>(model: &'a Model, deployment: &'a Deployment) -> Option<(Span, &'a Identity)> {
    let functions = deployment.functions(model).map(|it| (&it.identity, &it.env));
    let own = functions.chain(deployment.services(model).map(|it| (&it.identity, &it.env)));
    let size = |(key, it): &(&String, &Variable)| key.len() + it.text.value.len();
    let of_each = own.map(|(identity, env)| {
        let variable = env.iter().max_by_key(size);
        let at = variable.map_or(identity.name, |(_, it)| it.text.place(identity.name));
        (variable.map_or(0, |it| size(&it)), at, identity)
    });
    of_each.reduce(|one, other| if other.0 > one.0 { other } else { one }).map(|(_, at, identity)| (at, identity))
}

fn most(limit: Limit) -> usize {
    usize::try_from(limit.high).unwrap_or(usize::MAX)
}

//! The role of a deployment's pods, by EKS Pod Identity: the cluster knows which account may have which role, so that
//! no manifest names one.

use super::Writing;
use crate::lower::role::{self, Trust};
use crate::lower::{names, tagged};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{IamRole, PodIdentityAssociation, Resource as _};

/// Writes the role and what ties it to the account; nothing for pods that need nothing.
pub fn lower(writing: &mut Writing<'_, '_>) {
    let statements = std::mem::take(&mut writing.statements);
    if statements.is_empty() {
        return;
    }
    writing.has_role = true;
    let tags = || tagged(writing.deployment.tags(writing.cloud.model), &writing.deployment.name);
    let mut file = Body::new();
    let model = writing.cloud.model;
    let namespace = names::namespace(model);
    let account = writing.deployment.object.as_str();
    let trust = Trust::Pods { namespace: &namespace, account };
    let role = role::Writing { model, local: &writing.local, name: &writing.name, trust };
    role::lower(role, statements, tags(), &mut file);
    let cluster = Expression::reference("var.eks_cluster");
    PodIdentityAssociation::new(cluster, namespace, account, IamRole::at(&writing.local, "arn"))
        .tags(tags())
        .add(&writing.local, &mut file);
    // The role stands first: it is what a reviewer looks for.
    let rest = std::mem::take(&mut writing.file);
    let file = if rest.items.is_empty() { file } else { file.blank() };
    writing.file = Body { items: [file.items, rest.items].concat() };
}

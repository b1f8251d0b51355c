//! Names: local ones in Terraform, physical ones in the cloud.

use crate::model::{Model, Resource};

/// A name in Terraform. Ids have no double hyphen, so a suffix behind `__` meets no other id.
pub fn local(id: &str) -> String {
    id.replace('-', "_")
}

/// A name in Terraform for something that belongs to a component.
pub fn part(id: &str, part: &str) -> String {
    format!("{}__{part}", local(id))
}

/// `{app}-{environment}-{id}`
pub fn physical(model: &Model, id: &str) -> String {
    format!("{}-{}-{id}", model.app, model.environment)
}

/// The variable that tells a program where a resource is, such as `WATERSHED_QUEUE_CHARGES`.
pub fn variable(kind: &str, id: &str) -> String {
    format!("WATERSHED_{}_{}", kind.to_uppercase(), id.replace('-', "_").to_uppercase())
}

/// The file of a component.
pub fn file(kind: &str, id: &str) -> String {
    format!("{kind}_{}.tf", local(id))
}

/// The physical name of a resource that Watershed manages.
pub fn of(model: &Model, resource: &Resource) -> String {
    physical(model, &resource.identity.id)
}

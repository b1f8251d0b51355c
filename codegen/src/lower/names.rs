//! Names: local ones in Terraform, physical ones in the cloud.

use crate::model::{Identity, Model};

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

/// The physical name of a component. One that was renamed keeps its name: AWS cannot rename, and a new name would
/// replace what exists.
pub fn of_identity(model: &Model, identity: &Identity) -> String {
    physical(model, identity.renamed_from.as_ref().map_or(identity.id.as_str(), |before| &before.value))
}

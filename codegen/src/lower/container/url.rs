//! A URL of the function's own: everything below a path that bears its id, which the program takes off again.

use super::Writing;
use crate::kubernetes::http_route::{Match, Path};
use crate::model::Function;

/// Adds the route.
pub fn lower(writing: &mut Writing<'_, '_>, function: &Function) {
    let host = writing.cloud.model.settings.kubernetes.host.as_ref().map(|host| host.value.clone());
    let path = Path { kind: "PathPrefix", value: format!("/{}", function.identity.id) };
    writing.routes.entry(host).or_default().push(Match { path, method: None });
}

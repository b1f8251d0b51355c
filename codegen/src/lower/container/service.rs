//! `#[service]`: a program that answers below a path, or works on its own.

use super::Writing;
use crate::kubernetes::http_route::{Match, Path};
use crate::model::Service;

/// Adds the route of one that answers.
pub fn lower(writing: &mut Writing<'_, '_>, service: &Service) {
    let Some(http) = &service.http else { return };
    let everywhere = writing.cloud.model.settings.kubernetes.host.as_ref();
    let host = http.host.as_ref().or(everywhere).map(|host| host.value.clone());
    let path = http.path.as_ref().map_or("/", |path| path.value.as_str());
    let path = Path { kind: "PathPrefix", value: path.to_owned() };
    writing.routes.entry(host).or_default().push(Match { path, method: None });
}

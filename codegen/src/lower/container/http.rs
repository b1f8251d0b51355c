//! A route of the application, from the Gateway or Ingress to this deployment.
//!
//! Every Gateway knows exact paths and prefixes; regular expressions are left to each implementation. So a path with
//! parameters leads here by its literal beginning, and the program answers 404 to what is not its own. Where two
//! deployments could not be told apart so, the checks have refused them.

use super::Writing;
use crate::kubernetes::http_route::{Match, Path};
use crate::model::route::Route;

/// Adds the route.
pub fn lower(writing: &mut Writing<'_, '_>, method: &str, path: &str) {
    let route = Route::of(path);
    let host = writing.cloud.model.settings.kubernetes.host.as_ref().map(|host| host.value.clone());
    let kind = if route.is_exact { "Exact" } else { "PathPrefix" };
    let method = (method != "ANY").then(|| method.to_owned());
    let path = Path { kind, value: route.literal() };
    writing.routes.entry(host).or_default().push(Match { path, method });
}

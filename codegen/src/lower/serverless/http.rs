//! A route of the application's HTTP API.

use watershed_grammar::limits::{ROUTE_OVERHEAD, ROUTE_TIMEOUT};
use watershed_grammar::trigger::http::Auth;

use super::Writing;
use crate::lower::{authorizer, function_arn, resource::whole};
use crate::terraform::hcl::{Expression, Part};
use crate::terraform::resource::{Api, Integration, Resource as _, Route};

/// Writes the integration, the route, and the permission for this route alone.
pub fn lower(writing: &mut Writing<'_, '_>, method: &str, path: &str, auth: &Auth) {
    let timeout = (writing.function.timeout.value.seconds() * 1000 + ROUTE_OVERHEAD).min(ROUTE_TIMEOUT.high * 1000);
    Integration::new(Api::at("api", "id"), "AWS_PROXY")
        .integration_uri(function_arn(writing.function))
        .payload_format_version("2.0")
        .timeout_milliseconds(whole(timeout))
        .add(&writing.local, &mut writing.file);
    let id = format!("{}.{}.id", Integration::TYPE, writing.local);
    let target = Expression::Template(vec![Part::Text("integrations/".to_owned()), Part::Reference(id.into())]);
    let route = Route::new(Api::at("api", "id"), format!("{method} {path}")).target(target);
    let route = match auth {
        Auth::None => route.authorization_type("NONE"),
        Auth::Iam => route.authorization_type("AWS_IAM"),
        Auth::Jwt { issuer, audience } => {
            route.authorization_type("JWT").authorizer_id(authorizer::id(issuer, audience))
        }
    };
    route.add(&writing.local, &mut writing.file);
    let method = if method == "ANY" { "*" } else { method };
    let execution = format!("{}.api.execution_arn", Api::TYPE);
    let source = vec![Part::Reference(execution.into()), Part::Text(format!("/*/{method}{path}"))];
    writing.permission("api", "apigateway.amazonaws.com", Expression::Template(source));
}

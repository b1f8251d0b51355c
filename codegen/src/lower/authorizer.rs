//! Who checks the tokens of routes: one authorizer for each issuer and its audiences.

use std::collections::BTreeMap;

use watershed_grammar::trigger::http::Auth;

use super::Cloud;
use crate::model::Trigger;
use crate::physical;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{Api, Authorizer, JwtConfiguration, Resource as _};

/// The longest part of an issuer's host in a name.
const LONGEST_HOST: usize = 60;

/// Writes the authorizers that routes need.
pub fn lower(cloud: &Cloud<'_>, file: &mut Body) {
    let mut needed = BTreeMap::new();
    for (_, function) in cloud.serverless() {
        if let Trigger::Http { auth, .. } = &function.trigger
            && let Auth::Jwt { issuer, audience } = &auth.value
        {
            needed.insert(name(issuer, audience), (issuer, audience));
        }
    }
    for (name, (issuer, audience)) in needed {
        Authorizer::new(Api::at("api", "id"), "JWT", name.as_str())
            .identity_sources(vec!["$request.header.Authorization".to_owned()])
            .nested(JwtConfiguration::new(audience.clone(), issuer.as_str()))
            .add(&name, file);
    }
}

/// What a route refers to.
pub fn id(issuer: &str, audience: &[String]) -> Expression {
    Authorizer::at(&name(issuer, audience), "id")
}

/// The name comes from what is checked, so that another issuer beside it never takes it over.
fn name(issuer: &str, audience: &[String]) -> String {
    let host = issuer.trim_start_matches("https://").split('/').next().unwrap_or_default();
    let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let host: String = host.chars().take(LONGEST_HOST).map(word).collect();
    format!("jwt_{host}_{}", physical::hash(&format!("{issuer}\n{}", audience.join("\n"))))
}

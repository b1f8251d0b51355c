//! Issuers of tokens: API Gateway takes the keys from their address, and compares it with the token letter by letter
//! (Amazon API Gateway, "Control access to HTTP APIs with JWT authorizers", 2026-11).

use super::name::is_subdomain;

/// Why no token of this issuer is ever accepted, if none is.
pub fn issuer_fault(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://");
    let host = rest.and_then(|rest| rest.split(['/', ':']).next());
    let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/".contains(c);
    let good = host.is_some_and(|host| is_subdomain(&host.to_ascii_lowercase())) && text.chars().all(in_path);
    // OpenID Connect Discovery 1.0, section 4: the path is put behind the issuer, and is no part of it.
    if text.trim_end_matches('/').ends_with("/.well-known/openid-configuration") {
        let why = "API Gateway puts `/.well-known/openid-configuration` behind it itself; write what is before";
        return Some(why.to_owned());
    }
    if !good {
        return Some("API Gateway reads the keys from it; write it like `https://id.example.com`".to_owned());
    }
    known_fault(host?, rest?.split_once('/').map(|(_, path)| path))
}

/// What is wrong with the address of a well-known issuer, by what its tokens say in `iss`.
fn known_fault(host: &str, path: Option<&str>) -> Option<String> {
    if let Some(region) = host.strip_prefix("cognito-idp.").and_then(|rest| rest.strip_suffix(".amazonaws.com")) {
        let pool = path.unwrap_or_default();
        let good = pool.strip_prefix(region).is_some_and(|id| id.len() > 1 && id.starts_with('_') && !id.contains('/'));
        return (!good)
            .then(|| format!("tokens of Cognito say `https://{host}/{region}_…`, with the id of the user pool"));
    }
    if host.ends_with(".auth0.com") {
        return (path != Some("")).then(|| format!("tokens of Auth0 say `https://{host}/`, with `/` at the end"));
    }
    if host == "login.microsoftonline.com" {
        let tenant = path.and_then(|path| path.strip_suffix("/v2.0"));
        let is_own = tenant.is_some_and(|it| !it.contains('/') && !MANY_TENANTS.contains(&it));
        return (!is_own).then(|| {
            let own = format!("https://{host}/…/v2.0");
            format!("tokens of Entra ID say `{own}`, with the id of one tenant")
        });
    }
    (host == "accounts.google.com" && path.is_some())
        .then(|| format!("tokens of Google say `https://{host}`, with nothing behind it"))
}

/// Words of Entra ID that stand for many tenants; a token names its own.
const MANY_TENANTS: &[&str] = &["", "common", "consumers", "organizations"];

#[cfg(test)]
mod tests {
    use super::issuer_fault;

    #[test]
    fn what_tokens_of_well_known_issuers_say_passes() {
        for good in [
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123",
            "https://acme.eu.auth0.com/",
            "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
            "https://accounts.google.com",
            "https://securetoken.google.com/project",
            "https://acme.okta.com/oauth2/default",
            "https://id.example.com:8443/realms/a/",
        ] {
            assert_eq!(issuer_fault(good), None, "{good}");
        }
    }

    #[test]
    fn what_they_never_say_is_refused() {
        for bad in [
            "https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbC123",
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123/",
            "https://cognito-idp.eu-west-1.amazonaws.com",
            "https://acme.eu.auth0.com",
            "https://login.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/",
            "https://accounts.google.com/",
            "http://id.example.com",
            "https://",
            "",
        ] {
            assert!(issuer_fault(bad).is_some(), "{bad}");
        }
    }
}

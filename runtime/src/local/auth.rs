//! Who may ask. A token is required and its claims are checked, as API Gateway does; its signature is not.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use http::header::AUTHORIZATION;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::registry::Auth;
use crate::{Error, Result};

/// The variable with the application's default: `none`, `iam`, or `{"jwt":{"issuer":"…","audience":["…"]}}`.
pub const VARIABLE: &str = "WATERSHED_HTTP_AUTH";

/// Who may ask, where the route says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// The program does not know it.
    #[default]
    Unknown,
    /// Everybody.
    None,
    /// Whoever signs with AWS credentials.
    Iam,
    /// Whoever has a token.
    Jwt(Issuer),
}

/// Who issues tokens, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Issuer {
    issuer: String,
    audience: Vec<String>,
}

#[derive(Deserialize)]
struct Written {
    jwt: Issuer,
}

impl Fallback {
    /// What the environment says.
    ///
    /// # Errors
    /// It says something else.
    pub fn read(written: Option<&str>) -> Result<Self> {
        match written.map(str::trim) {
            None | Some("") => Ok(Self::Unknown),
            Some("none") => Ok(Self::None),
            Some("iam") => Ok(Self::Iam),
            Some(json) => match serde_json::from_str(json) {
                Ok(Written { jwt }) => Ok(Self::Jwt(jwt)),
                Err(error) => Err(Error::new(format!(
                    "`{VARIABLE}` is `none`, `iam` or `{{\"jwt\":{{\"issuer\":\"…\",\"audience\":[\"…\"]}}}}`: {error}"
                ))),
            },
        }
    }
}

/// Checks who asks. The claims of the token, where the route wants one.
///
/// # Errors
/// 401, with what is wrong with the token.
pub fn admit(auth: Option<Auth>, default: &Fallback, headers: &http::HeaderMap) -> Result<Option<Map<String, Value>>> {
    match (auth, default) {
        (Some(Auth::Jwt { issuer, audience }), _) => {
            let audience: Vec<&str> = audience.to_vec();
            token(headers, issuer, &audience).map(Some)
        }
        (None, Fallback::Jwt(jwt)) => {
            let audience: Vec<&str> = jwt.audience.iter().map(String::as_str).collect();
            token(headers, &jwt.issuer, &audience).map(Some)
        }
        (Some(Auth::None | Auth::Iam), _) | (None, Fallback::Unknown | Fallback::None | Fallback::Iam) => Ok(None),
    }
}

fn refused(why: &str) -> Error {
    Error::with_status(StatusCode::UNAUTHORIZED, format!("Unauthorized: {why}"))
}

fn token(headers: &http::HeaderMap, issuer: &str, audience: &[&str]) -> Result<Map<String, Value>> {
    let header = headers.get(AUTHORIZATION).and_then(|header| header.to_str().ok());
    let header = header.ok_or_else(|| refused("the header `authorization` has no token"))?;
    let claims = claims(header.strip_prefix("Bearer ").unwrap_or(header).trim());
    let claims = claims.ok_or_else(|| refused("the token is no JWT"))?;
    if claims.get("iss").and_then(Value::as_str) != Some(issuer) {
        return Err(refused(&format!("the token's `iss` is not `{issuer}`")));
    }
    let for_whom = claims.get("aud").or_else(|| claims.get("client_id"));
    let is_wanted = |value: &Value| value.as_str().is_some_and(|value| audience.contains(&value));
    let fits = match for_whom {
        Some(Value::Array(several)) => several.iter().any(is_wanted),
        Some(one) => is_wanted(one),
        None => false,
    };
    if !fits {
        return Err(refused(&format!("the token's `aud` is none of {audience:?}")));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    let time = |name: &str| claims.get(name).and_then(Value::as_f64);
    if time("exp").is_none_or(|end| end <= now) {
        return Err(refused("the token has expired, or does not say when it does"));
    }
    if ["nbf", "iat"].into_iter().filter_map(time).any(|start| start > now) {
        return Err(refused("the token is not valid yet"));
    }
    Ok(claims)
}

/// The claims of a token: its second of three parts.
fn claims(token: &str) -> Option<Map<String, Value>> {
    let mut parts = token.split('.');
    let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const AUTH: Option<Auth> = Some(Auth::Jwt { issuer: "https://login/", audience: &["admin"] });

    fn ask(claims: &Value) -> Result<Option<Map<String, Value>>, String> {
        let token = format!("e30.{}.signature", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let mut headers = http::HeaderMap::new();
        headers.insert(AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        admit(AUTH, &Fallback::Unknown, &headers).map_err(|error| error.to_string())
    }

    #[test]
    fn a_token_is_required_and_its_claims_are_checked() {
        let good = json!({ "iss": "https://login/", "aud": ["x", "admin"], "exp": 1u64 << 40, "sub": "me" });
        assert_eq!(ask(&good).unwrap().unwrap()["sub"], "me");
        let changes = [("iss", json!("other")), ("aud", json!("x")), ("exp", json!(1)), ("nbf", json!(1u64 << 40))];
        for (name, value) in changes {
            let mut bad = good.clone();
            bad[name] = value;
            assert!(ask(&bad).is_err_and(|error| error.starts_with("Unauthorized: ")), "{name}");
        }
        let nobody = admit(AUTH, &Fallback::Unknown, &http::HeaderMap::new()).unwrap_err();
        assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    }

    #[test]
    fn a_route_that_says_nothing_has_the_default() {
        let nobody = http::HeaderMap::new();
        let jwt = Fallback::read(Some(r#"{"jwt":{"issuer":"i","audience":["a"]}}"#)).unwrap();
        assert!(admit(None, &jwt, &nobody).is_err() && admit(Some(Auth::None), &jwt, &nobody).is_ok());
        assert!(admit(None, &Fallback::read(Some("none")).unwrap(), &nobody).is_ok());
        assert!(Fallback::read(Some("nobody")).is_err());
    }
}

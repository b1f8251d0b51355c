//! The claims of a token that API Gateway has checked. It hands them over as texts, numbers and lists too, so that
//! `exp` is `"1760000000"` and a list is `"[a b]"`; their types are in the token itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde_json::{Map, Value};

/// The checked claims, with the types that the token gives them.
///
/// The token is believed only where each text in it is the checked one: then it is the token that was checked.
pub fn typed(checked: Map<String, Value>, headers: &HeaderMap) -> Map<String, Value> {
    let Some(written) = token(headers) else { return checked };
    let same = |(name, text): (&String, &Value)| written.get(name).is_some_and(|it| !it.is_string() || it == text);
    if !checked.iter().all(same) {
        return checked;
    }
    written.into_iter().filter(|(name, _)| checked.contains_key(name)).collect()
}

/// The claims in the header.
fn token(headers: &HeaderMap) -> Option<Map<String, Value>> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let token = header.get(..7).filter(|it| it.eq_ignore_ascii_case("bearer ")).map_or(header, |_| &header[7..]);
    let claims = token.trim().split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use serde_json::json;

    use super::*;

    fn with_token(claims: &Value) -> HeaderMap {
        let token = format!("Bearer e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims.to_string()));
        HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::try_from(token).unwrap())])
    }

    fn map(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn types_come_from_the_token() {
        let checked = map(json!({"sub": "u1", "exp": "1760000000", "groups": "[a b]"}));
        let written = json!({"sub": "u1", "exp": 1_760_000_000, "groups": ["a", "b"]});
        assert_eq!(typed(checked, &with_token(&written)), map(written));
    }

    #[test]
    fn another_token_is_not_believed() {
        let checked = map(json!({"sub": "u1", "admin": "false"}));
        for written in [json!({"sub": "u2", "admin": true}), json!({"admin": true}), json!([])] {
            assert_eq!(typed(checked.clone(), &with_token(&written)), checked, "{written}");
        }
        assert_eq!(typed(checked.clone(), &HeaderMap::new()), checked);
        let broken = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("a, b"))]);
        assert_eq!(typed(checked.clone(), &broken), checked);
    }
}

//! Nobody but this machine's own pages and programs: a page of another site cannot use a browser to get in.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, ORIGIN, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, Method, StatusCode};

/// Scripts, styles and data from here alone.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
);

/// Refuses what another site has sent, and tells the browser to do so too.
pub async fn from_here(request: Request, next: Next) -> Response {
    if !is_from_here(request.method(), request.headers()) {
        return (StatusCode::FORBIDDEN, "only pages and programs of this machine may ask, with JSON\n").into_response();
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// A name that leads here from outside has another `host`; a form of another site has another `origin`, and cannot
/// send JSON.
fn is_from_here(method: &Method, headers: &HeaderMap) -> bool {
    let header = |name: HeaderName| headers.get(name).and_then(|it| it.to_str().ok());
    let Some(host) = header(HOST) else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let origin = header(ORIGIN).is_none_or(|origin| origin == format!("http://{host}"));
    let json = header(CONTENT_TYPE).is_some_and(|it| it.starts_with("application/json"));
    matches!(name, "127.0.0.1" | "localhost" | "[::1]") && origin && (*method == Method::GET || json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_sites_do_not_get_in() {
        let ask = |method: Method, headers: &[(&'static str, &'static str)]| {
            let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
            is_from_here(&method, &headers.collect())
        };
        let json = ("content-type", "application/json");
        assert!(ask(Method::GET, &[("host", "localhost:3000")]));
        assert!(ask(Method::POST, &[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3000"), json]));
        assert!(!ask(Method::GET, &[("host", "evil.example")]));
        assert!(!ask(Method::POST, &[("host", "localhost:3000"), ("origin", "https://evil.example"), json]));
        assert!(!ask(Method::POST, &[("host", "localhost:3000"), ("content-type", "text/plain")]));
    }
}

//! Paths below another one.

use http::Uri;

/// The URI as what is mounted at a path sees it; nothing where it is not below that path.
pub fn below(uri: &Uri, prefix: &str) -> Option<Uri> {
    let rest = uri.path().strip_prefix(prefix).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
    let path = if rest.is_empty() { "/" } else { rest };
    let written = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(written.parse().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_path_is_below_another_at_a_slash() {
        let below = |uri: &str| below(&uri.parse().unwrap(), "/hook").map(|it| it.to_string());
        assert_eq!(below("/hook").as_deref(), Some("/"));
        assert_eq!(below("/hook/?a=b").as_deref(), Some("/?a=b"));
        assert_eq!(below("/hook?a=b").as_deref(), Some("/?a=b"));
        assert_eq!(below("http://example.com/hook/a%20/b").as_deref(), Some("http://example.com/a%20/b"));
        assert_eq!((below("/hooked"), below("/other/hook")), (None, None));
    }
}

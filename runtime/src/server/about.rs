//! What an HTTP request says about itself: its id, and the trace it belongs to.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName};

use crate::invoke::{About, Trace, trace};

/// The header that names a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken from a caller.
const LONGEST_ID: usize = 128;

/// About an invocation that begins now, and is stopped after a time.
pub fn about(function: &'static str, headers: &HeaderMap, timeout: Option<Duration>) -> About {
    let deadline = timeout.map(|timeout| SystemTime::now().checked_add(timeout).unwrap_or(UNIX_EPOCH));
    About {
        function,
        request_id: id_in(headers).map_or_else(request_id, str::to_owned),
        trace: traced(headers),
        deadline,
    }
}

/// The id of a request, that of the caller or a new one, which is among the headers from now on.
#[cfg(feature = "container")]
pub fn named(headers: &mut HeaderMap) -> http::HeaderValue {
    if id_in(headers).is_some()
        && let Some(id) = headers.get(REQUEST_ID)
    {
        return id.clone();
    }
    // Digits are a header's value.
    let id = http::HeaderValue::try_from(request_id()).unwrap_or_else(|_| http::HeaderValue::from_static("none"));
    headers.insert(REQUEST_ID, id.clone());
    id
}

/// The id that the caller gave, where it is one that a line of a log can hold.
fn id_in(headers: &HeaderMap) -> Option<&str> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    let fits = |it: char| it.is_ascii_graphic();
    (!id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(fits)).then_some(id)
}

/// An id that no other request of any process has: 32 hexadecimal digits, with 64 random bits of the process in front.
pub fn request_id() -> String {
    static PROCESS: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(std::process::id()));
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}{:016x}", *PROCESS, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The trace of a request.
fn traced(headers: &HeaderMap) -> Trace {
    let header = |name| headers.get(name).and_then(|it: &http::HeaderValue| it.to_str().ok());
    Trace::new(header(trace::AMAZON), header(trace::PARENT), header(trace::STATE))
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, about, request_id};

    fn about_of(headers: &[(&'static str, &str)]) -> super::About {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        about("f", &headers, None)
    }

    #[test]
    fn an_id_is_taken_where_it_is_one() {
        assert_eq!(about_of(&[("x-request-id", "abc-1")]).request_id, "abc-1");
        assert_eq!(about_of(&[("x-request-id", "two words")]).request_id.len(), 32);
        assert_eq!(about_of(&[("x-request-id", &"a".repeat(129))]).request_id.len(), 32);
        assert_ne!(request_id(), request_id());
    }

    #[test]
    fn a_trace_of_either_kind_is_taken() {
        let w3c = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let trace = about_of(&[("traceparent", w3c), ("tracestate", "vendor=1")]).trace;
        assert_eq!((trace.id(), trace.state()), (Some("0af7651916cd43dd8448eb211c80319c"), Some("vendor=1")));
        let trace = about_of(&[("x-amzn-trace-id", "Root=1-2-3;Sampled=1")]).trace;
        assert_eq!((trace.id(), trace.amazon()), (Some("1-2-3"), Some("Root=1-2-3;Sampled=1")));
        assert!(about_of(&[("traceparent", "00-b-01")]).trace.is_empty());
    }
}

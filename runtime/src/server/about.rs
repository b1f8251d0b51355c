//! What an HTTP request says about itself: its id, and the trace it belongs to.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName};

use crate::invoke::About;

/// The header that names a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The trace, as AWS writes it.
const AMAZON: &str = "x-amzn-trace-id";
/// The trace, as everybody else writes it (W3C Trace Context).
const TRACE_PARENT: &str = "traceparent";
/// The longest id that is taken from a caller.
const LONGEST_ID: usize = 128;

/// About an invocation that begins now, and is stopped after a time.
pub fn about(function: &'static str, headers: &HeaderMap, timeout: Option<Duration>) -> About {
    let deadline = timeout.map(|timeout| SystemTime::now().checked_add(timeout).unwrap_or(UNIX_EPOCH));
    About {
        function,
        request_id: id_in(headers).map_or_else(request_id, str::to_owned),
        trace: trace(headers),
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

/// The trace as `X-Amzn-Trace-Id` writes it.
fn trace(headers: &HeaderMap) -> Option<String> {
    let header = |name| headers.get(name).and_then(|it: &http::HeaderValue| it.to_str().ok());
    header(AMAZON).map(str::to_owned).or_else(|| from_trace_parent(header(TRACE_PARENT)?))
}

/// `00-{trace}-{parent}-{flags}`; the first eight digits of a trace are its time in AWS, and random elsewhere.
fn from_trace_parent(header: &str) -> Option<String> {
    let parts: Vec<&str> = header.split('-').collect();
    let [_, trace, parent, flags, ..] = parts.as_slice() else { return None };
    let is_hex = |it: &str, length| it.len() == length && it.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !is_hex(trace, 32) || !is_hex(parent, 16) || !is_hex(flags, 2) {
        return None;
    }
    let sampled = u8::from_str_radix(flags, 16).is_ok_and(|flags| flags & 1 == 1);
    Some(format!("Root=1-{}-{};Parent={parent};Sampled={}", &trace[..8], &trace[8..], u8::from(sampled)))
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, about, request_id};

    fn of(headers: &[(&'static str, &str)]) -> super::About {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        about("f", &headers, None)
    }

    #[test]
    fn an_id_is_taken_where_it_is_one() {
        assert_eq!(of(&[("x-request-id", "abc-1")]).request_id, "abc-1");
        assert_eq!(of(&[("x-request-id", "two words")]).request_id.len(), 32);
        assert_eq!(of(&[("x-request-id", &"a".repeat(129))]).request_id.len(), 32);
        assert_ne!(request_id(), request_id());
    }

    #[test]
    fn a_trace_of_either_kind_is_one_of_aws() {
        let w3c = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let amazon = "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1";
        assert_eq!(of(&[("traceparent", w3c)]).trace.as_deref(), Some(amazon));
        assert_eq!(of(&[("traceparent", w3c), ("x-amzn-trace-id", "Root=1-2-3")]).trace.as_deref(), Some("Root=1-2-3"));
        assert_eq!(of(&[("traceparent", "00-ä-b-01")]).trace, None);
    }
}

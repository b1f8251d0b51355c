//! Ids that do not repeat: of invocations, traces, events and links.

use std::hash::{BuildHasher as _, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::invoke::Trace;

/// 128 bits that nobody outside of this process can guess easily. Each `RandomState` has keys of its own.
fn random() -> u128 {
    let half = |salt: u8| u128::from(RandomState::new().hash_one(salt));
    half(0) << 64 | half(1)
}

/// In the shape of a UUID.
pub fn unique() -> String {
    let hex = format!("{:032x}", random());
    let mut parts = [8, 4, 4, 4, 12].into_iter();
    let mut rest = hex.as_str();
    let parts: Vec<&str> = std::iter::from_fn(|| {
        let (part, behind) = rest.split_at_checked(parts.next()?)?;
        rest = behind;
        Some(part)
    })
    .collect();
    parts.join("-")
}

/// A new trace.
pub fn trace() -> Trace {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Trace::new(Some(&format!("Root=1-{seconds:08x}-{:024x}", random() >> 32)), None, None)
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_have_their_shape_and_differ() {
        let (one, other) = (super::unique(), super::unique());
        let lengths: Vec<usize> = one.split('-').map(str::len).collect();
        assert!(lengths == [8, 4, 4, 4, 12] && one != other, "{one} {other}");
        assert_eq!(super::trace().id().map(str::len), Some("1-67891233-abcdef012345678912345678".len()));
    }
}

//! Names that no other application has, and by which what a killed test has left behind is known.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::local::ids;

/// What every name begins with.
const BEGINNING: &str = "watershed-test";

/// The names of one application: `watershed-test-`, the second of its start in hexadecimal, something random, and the
/// id.
#[derive(Clone, Debug)]
pub struct Names(String);

impl Names {
    /// New ones.
    pub fn new() -> Self {
        let second = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let random: String = ids::unique().chars().take(8).collect();
        Self(format!("{BEGINNING}-{second:08x}-{random}"))
    }

    /// What all of them begin with.
    pub fn prefix(&self) -> &str {
        &self.0
    }

    /// The name of something, of at most so many bytes with its ending; ids are ASCII.
    pub fn of(&self, id: &str, ending: &str, longest: usize) -> String {
        let room = longest.saturating_sub(self.0.len() + 1 + ending.len());
        if id.len() <= room {
            return format!("{}-{id}{ending}", self.0);
        }
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let hash = format!("{:08x}", hasher.finish() >> 32);
        let kept: String = id.chars().take(room.saturating_sub(hash.len() + 1)).collect();
        format!("{}-{kept}-{hash}{ending}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_is_cut_where_it_is_too_long_and_stays_its_own() {
        let names = Names::new();
        let [short, long, other] =
            ["charges", &"a".repeat(80), &"a".repeat(81)].map(|id| names.of(id, "-dead.fifo", 80));
        assert_eq!(short, format!("{}-charges-dead.fifo", names.prefix()));
        assert!(long.len() == 80 && other.len() == 80 && long != other, "{long} {other}");
        assert!(long.ends_with("-dead.fifo"));
        assert_ne!(Names::new().prefix(), names.prefix());
    }
}

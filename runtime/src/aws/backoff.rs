//! When to try again, and what nobody can guess.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::time::Duration;

/// How often in a row nothing gets on before it is given up: 10 seconds in all, on average.
const TRIES: u32 = 9;
/// The longest first pause; each further one may be twice as long.
const FIRST: Duration = Duration::from_millis(50);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(5);

/// Pauses that grow and differ from those of everybody else who was refused at the same moment.
#[derive(Debug, Default)]
pub struct Backoff {
    tries: u32,
}

impl Backoff {
    /// Waits before the next try; `false` when it is time to give up.
    pub async fn wait(&mut self) -> bool {
        if self.tries == TRIES {
            return false;
        }
        tokio::time::sleep(pause(self.tries, random())).await;
        self.tries += 1;
        true
    }

    /// Something got on.
    pub fn reset(&mut self) {
        self.tries = 0;
    }
}

/// From nothing to the longest pause of this try, by a random number.
fn pause(tries: u32, random: u64) -> Duration {
    let longest = FIRST.saturating_mul(2_u32.saturating_pow(tries)).min(LONGEST);
    let millis = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(random % (millis + 1))
}

/// A number from the operating system's randomness: a clock would give two machines that start together the same.
pub fn random() -> u64 {
    RandomState::new().hash_one(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{pause, random};

    #[test]
    fn pauses_grow_up_to_a_bound() {
        let longest = |tries| (0..10_000).map(|random| pause(tries, random)).max();
        assert_eq!(longest(0), Some(Duration::from_millis(50)));
        assert_eq!(longest(3), Some(Duration::from_millis(400)));
        assert_eq!(longest(30), Some(Duration::from_secs(5)));
        assert_eq!(pause(30, 0), Duration::ZERO);
    }

    #[test]
    fn two_random_numbers_differ() {
        assert_ne!(random(), random());
    }
}

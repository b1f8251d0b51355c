//! Work on many things by several threads, where they are many enough.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

/// Fewer things than this are for one thread: what threads cost at their start, and what they hand each other, takes more
/// processor time than it saves on the clock.
const FEW: usize = 128;

static THIS_THREAD_TOO: AtomicBool = AtomicBool::new(false);

/// From now on the thread that has work for many works too, instead of waiting for one more. Only for a program in
/// which that is always the same thread and the last one to end.
pub fn with_this_thread() {
    THIS_THREAD_TOO.store(true, Ordering::Relaxed);
}

/// What becomes of each, in the same order.
pub fn map<T: Send, R: Send>(items: Vec<T>, change: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < 2 * FEW {
        return items.into_iter().map(change).collect();
    }
    start();
    items.into_par_iter().with_min_len(FEW).map(change).collect()
}

/// Starts the threads. Where there are some already, they do.
fn start() {
    static START: Once = Once::new();
    if THIS_THREAD_TOO.load(Ordering::Relaxed) {
        START.call_once(|| {
            let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
        });
    }
}

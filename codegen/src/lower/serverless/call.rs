//! A call by another function.

use super::Writing;

/// Writes what happens to calls that nobody waits for.
pub fn lower(writing: &mut Writing<'_, '_>) {
    writing.failures();
}

//! Event buses.

use super::Writing;
use crate::physical::BUS;
use crate::terraform::hcl::Body;
use crate::terraform::resource::{EventBus, Resource as _};

/// Writes a bus.
pub fn lower(writing: Writing<'_>, protected: bool, file: &mut Body) {
    EventBus::new(writing.name(BUS, "")).tags(writing.tags).add_protected(&writing.local, protected, file);
}

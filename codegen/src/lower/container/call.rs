//! A call by another function: HTTP inside the cluster. The Service and the policy of the network are with the
//! workload, and callers are told the URL.

use super::Writing;

/// Adds nothing: a call has neither a route nor a permission.
pub fn lower(_: &mut Writing<'_, '_>) {}

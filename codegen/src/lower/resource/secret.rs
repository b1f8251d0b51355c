//! Secrets, without their values.

use super::Writing;
use crate::lower::key;
use crate::physical::SECRET;
use crate::terraform::hcl::Body;
use crate::terraform::resource::{Resource as _, Secret};

/// The most characters of a description (secretsmanager:CreateSecret, 2026-11).
const LONGEST: usize = 2048;

/// Writes a secret. AWS keeps the name of a deleted secret for 30 days, so an environment that comes and goes could
/// not be made again: there it is gone at once.
pub fn lower(writing: Writing<'_>, protected: bool, file: &mut Body) {
    let summary: String = writing.identity.summary.chars().take(LONGEST).collect();
    Secret::new(writing.name(SECRET, ""))
        .description((!summary.is_empty()).then_some(summary))
        .recovery_window_in_days((!protected).then_some(0u32))
        .kms_key_id(key::arn(writing.model))
        .tags(writing.tags)
        .add_protected(&writing.local, protected, file);
}

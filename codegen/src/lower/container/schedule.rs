//! The clock: a CronJob.

use watershed_grammar::value::schedule::Schedule;

use super::Writing;

/// The zone of a schedule that says none, as for AWS.
const ZONE: &str = "Etc/UTC";

/// Remembers when; the checks have refused what Kubernetes cannot express.
pub fn lower(writing: &mut Writing<'_, '_>, when: &Schedule, timezone: Option<&str>) {
    let schedule = when.kubernetes().unwrap_or_default();
    writing.clock = Some((schedule, timezone.unwrap_or(ZONE).to_owned()));
}

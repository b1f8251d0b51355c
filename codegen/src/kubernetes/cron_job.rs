//! A CronJob: a pod by the clock.

use k8s_openapi::api::batch::v1::{CronJob, CronJobSpec, JobSpec, JobTemplateSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::Meta;
use super::autoscaler::number;
use super::pod::{self, Pod};

/// Seconds after which a run that could not start is left out; Kubernetes may miss one of less than 10.
const STARTS_WITHIN: i64 = 300;

/// Runs a pod by the clock, never two at once.
pub fn cron_job(meta: &Meta, pod: &Pod, schedule: &str, timezone: &str, retries: u32) -> CronJob {
    let template = JobTemplateSpec {
        metadata: Some(ObjectMeta {
            labels: Some(meta.labels()),
            annotations: meta.annotations(),
            ..ObjectMeta::default()
        }),
        spec: Some(job(meta, pod, retries)),
    };
    let spec = CronJobSpec {
        schedule: schedule.to_owned(),
        time_zone: Some(timezone.to_owned()),
        concurrency_policy: Some("Forbid".to_owned()),
        starting_deadline_seconds: Some(STARTS_WITHIN),
        successful_jobs_history_limit: Some(1),
        failed_jobs_history_limit: Some(3),
        job_template: template,
        suspend: None,
    };
    CronJob { metadata: meta.object(), spec: Some(spec), ..CronJob::default() }
}

/// A job of one pod, tried again so many times.
pub fn job(meta: &Meta, pod: &Pod, retries: u32) -> JobSpec {
    JobSpec { backoff_limit: Some(number(retries)), template: pod::template(meta, pod), ..JobSpec::default() }
}

//! KEDA's ScaledJob: a job for what waits elsewhere.

use k8s_openapi::api::batch::v1::JobSpec;
use serde::Serialize;

use super::Meta;
use super::custom::Custom;
use super::scaled_object::{POLLING, Trigger};

/// `kind: ScaledJob`
pub type ScaledJob = Custom<Spec>;

/// What it says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    job_target_ref: JobSpec,
    min_replica_count: u32,
    max_replica_count: u32,
    polling_interval: u32,
    successful_jobs_history_limit: u32,
    failed_jobs_history_limit: u32,
    rollout: Rollout,
    scaling_strategy: Strategy,
    triggers: Vec<Trigger>,
}

#[derive(Clone, Debug, Serialize)]
struct Rollout {
    strategy: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Strategy {
    strategy: &'static str,
}

/// Starts jobs as long as there is more waiting than jobs are running.
pub fn scaled_job(meta: &Meta, (min, max): (u32, u32), job: JobSpec, triggers: Vec<Trigger>) -> ScaledJob {
    let spec = Spec {
        job_target_ref: job,
        min_replica_count: min,
        max_replica_count: max,
        polling_interval: POLLING,
        successful_jobs_history_limit: 1,
        failed_jobs_history_limit: 3,
        // A new version lets jobs that are running come to their end.
        rollout: Rollout { strategy: "gradual" },
        // A queue hides what a job has taken, so what is visible has no job yet.
        scaling_strategy: Strategy { strategy: "accurate" },
        triggers,
    };
    Custom::new("keda.sh/v1alpha1", "ScaledJob", meta.object(), spec)
}

//! One run and the end: for the time of a schedule, or one batch of messages.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::deployment::Member;
use super::life::Phase;
use super::running::Running;
use super::stop::Stop;
use super::told;
use crate::invoke::{About, Incoming};
use crate::registry::Trigger;
use crate::server::about::request_id;

/// The name of the pod, which begins with that of its Job.
const HOST: &str = "HOSTNAME";
/// How far the time in the name of a Job may be from now: a number that is further away means something else.
const AROUND_NOW: Duration = Duration::from_hours(48);

/// Does the one run of the deployment's function. A signal to stop ends nothing that has begun.
///
/// # Errors
/// The run failed, or not all of the batch was handled; or the deployment is not one function that runs once.
pub async fn once(running: &Arc<Running>) -> Result<(), String> {
    let mut stop = Stop::listen()?;
    let stopping = Arc::clone(running);
    tokio::spawn(async move {
        stop.told().await;
        stopping.life.reach(Phase::Stopping);
    });
    running.life.reach(Phase::Ready);
    let ([member], []) = (running.deployment.functions.as_slice(), running.deployment.services.as_slice()) else {
        return Err("only a function that is alone in its deployment runs once".to_owned());
    };
    match member.function.trigger {
        Trigger::Schedule { .. } => tick(running, *member).await,
        _ if member.is_fed() => batch(running, *member).await,
        _ => Err(format!("the function `{}` is started by nothing that ends", member.id)),
    }
}

async fn tick(running: &Running, member: Member) -> Result<(), String> {
    let time = told::variable(HOST).and_then(|host| time_of_job(&host, SystemTime::now()));
    let time = time.unwrap_or_else(SystemTime::now);
    let about =
        About { function: member.id, request_id: request_id(), deadline: member.deadline(), ..About::default() };
    let outcome = running.run(member, Incoming::Tick(time), about).await;
    outcome.map(drop).map_err(|error| format!("the run of `{}` failed: {error}", member.id))
}

#[cfg(feature = "sqs")]
async fn batch(running: &Arc<Running>, member: Member) -> Result<(), String> {
    let consumer = super::feeds::consumer(running, member).await?;
    match consumer.run_once().await {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("`{}` did not handle all of its batch; the rest comes again", member.id)),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(not(feature = "sqs"))]
async fn batch(_: &Arc<Running>, member: Member) -> Result<(), String> {
    Err(format!("the messages of `{}` cannot be read: this program was built without SQS", member.id))
}

/// The time for which a CronJob started its Job: its minutes since 1970 stand behind the CronJob's name in the name of
/// the Job, and that before the pod's own end. Every try of a run has the same.
fn time_of_job(pod: &str, now: SystemTime) -> Option<SystemTime> {
    let minutes = pod.rsplit('-').nth(1)?.parse::<u64>().ok()?;
    let time = UNIX_EPOCH.checked_add(Duration::from_secs(minutes.checked_mul(60)?))?;
    let distance = now.duration_since(time).or_else(|_| time.duration_since(now)).ok()?;
    (distance < AROUND_NOW).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::{Duration, UNIX_EPOCH, time_of_job};

    #[test]
    fn the_name_of_a_pod_says_for_when_it_runs() {
        let expected = UNIX_EPOCH + Duration::from_mins(29_000_000);
        let now = expected + Duration::from_secs(42);
        assert_eq!(time_of_job("daily-report-29000000-x7k2p", now), Some(expected));
        for other in ["daily-report", "report-7-x7k2p", "report-99999999999999999999-a", ""] {
            assert_eq!(time_of_job(other, now), None, "{other}");
        }
    }
}

//! How many replicas a deployment has.

use serde::Serialize;
use watershed_grammar::scale::Target;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes};

use super::group::Group;
use super::{Workload, is_queue_fed, is_stream_reader};
use crate::model::{Function, Model, Trigger, Value};

/// The most replicas of a queue's consumer that says nothing.
const MOST_CONSUMERS: u32 = 10;
/// Percent of the requested processor time that scaling aims at.
const CPU: u32 = 70;

/// How many replicas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scaling {
    /// Always so many.
    Fixed(u32),
    /// One, and never two at once: it reads a stream.
    OneReader,
    /// As many as are needed.
    Between {
        /// The fewest.
        min: u32,
        /// The most.
        max: u32,
        /// What it aims at, each on its own.
        metrics: Vec<Metric>,
        /// Seconds before it scales down.
        scale_down_after: Option<u64>,
    },
}

/// What scaling aims at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Percent of the requested processor time.
    Cpu(u32),
    /// Percent of the requested memory.
    Memory(u32),
    /// Messages of a function's queue for each replica.
    Depth {
        /// The function's id.
        function: String,
        /// How many.
        messages: u32,
    },
}

/// Reads what a group says about its scale.
pub fn scaling(model: &Model, group: &Group<'_>, workload: Workload, diagnostics: &mut Diagnostics) -> Scaling {
    let said = Said::of(group);
    // What it shares its deployment with has been reported.
    let is_reader = matches!(group.functions.as_slice(), [only] if is_stream_reader(&only.trigger));
    if workload == Workload::CronJob || is_reader {
        said.refuse(workload, diagnostics);
        return if is_reader { Scaling::OneReader } else { Scaling::Fixed(1) };
    }
    if workload == Workload::ScaledJob {
        said.refuse_for_jobs(group, diagnostics);
    }
    let fed = group.functions.iter().any(|it| is_queue_fed(&it.trigger));
    let metrics = metrics(group, said.target, diagnostics);
    let only_depth = metrics.iter().all(|it| matches!(it, Metric::Depth { .. }));
    let fewest = match workload {
        Workload::ScaledJob => 0,
        Workload::Deployment | Workload::CronJob => 1 + u32::from(model.protected),
    };
    let min = said.min.map_or(fewest, |it| it.value);
    if min == 0 && !(fed && only_depth && only_consumers(group)) {
        let at = said.min.map_or(said.at, |it| it.place(said.at));
        let wrong = Diagnostic::error(codes::NOT_IN_CONTAINER, at, "nobody would start the first replica again");
        diagnostics.push(wrong.help("write `min = 1`; only consumers of queues that scale by depth go down to 0"));
    }
    let concurrency = group.functions.iter().find_map(|it| match &it.trigger {
        Trigger::Queue { concurrency, .. } => concurrency.as_ref().map(|it| it.value),
        _ => None,
    });
    let most = said.max.map(|it| it.value).or(concurrency).or(fed.then_some(MOST_CONSUMERS.max(min)));
    let Some(max) = most else {
        said.without_max(diagnostics);
        return Scaling::Fixed(min);
    };
    let at = said.max.or(said.min).map_or(said.at, |it| it.place(said.at));
    // What one component says of both has been compared.
    let is_told = group.scales().iter().any(|(_, scale)| match (&scale.min, &scale.max) {
        (Some(min), Some(max)) => min.value > max.value,
        _ => false,
    });
    if min > max && !is_told {
        let message = format!("at least {min} replicas are more than at most {max}");
        let wrong = Diagnostic::error(codes::CONFLICT, at, message);
        let help = if said.min.is_some() {
            "lower `min` or raise `max`"
        } else {
            "a protected environment runs at least 2; raise `max`, or write `min`"
        };
        diagnostics.push(wrong.help(help));
    }
    if min == max && !fed {
        return Scaling::Fixed(min);
    }
    let scale_down_after = said.scale_down_after;
    Scaling::Between { min, max, metrics, scale_down_after }
}

fn only_consumers(group: &Group<'_>) -> bool {
    group.services.is_empty() && group.functions.iter().all(|it| is_queue_fed(&it.trigger))
}

/// What a group's members say; they agree, or it has been reported.
struct Said<'a> {
    at: Span,
    min: Option<&'a Value<u32>>,
    max: Option<&'a Value<u32>>,
    target: Option<&'a Spanned<Target>>,
    scale_down_after: Option<u64>,
    wait_at: Option<Span>,
}

impl<'a> Said<'a> {
    fn of(group: &Group<'a>) -> Self {
        let scales = group.scales();
        let at = scales.first().map_or(Span::default(), |(identity, _)| identity.at);
        let find = |pick: fn(&'a crate::model::Scale) -> Option<&'a Value<u32>>| {
            scales.iter().find_map(|(_, scale)| pick(scale))
        };
        let wait = scales.iter().find_map(|(_, scale)| scale.scale_down_after.as_ref());
        Self {
            at,
            min: find(|it| it.min.as_ref().or(it.warm.as_ref())),
            max: find(|it| it.max.as_ref()),
            target: scales.iter().find_map(|(_, scale)| scale.target.as_ref()),
            scale_down_after: wait.map(|it| it.value.seconds()),
            wait_at: wait.map(|it| it.span),
        }
    }

    /// A CronJob and a reader of a stream have one replica, whatever is written.
    fn refuse(&self, workload: Workload, diagnostics: &mut Diagnostics) {
        let what = if workload == Workload::CronJob {
            "a CronJob runs once at a time"
        } else {
            "a reader of a stream has one replica: nothing divides its shards between two"
        };
        let numbers = [self.min, self.max].into_iter().flatten().filter(|it| it.value != 1);
        let numbers = numbers.map(|it| it.place(self.at));
        for at in numbers.chain(self.target.map(|it| it.span)).chain(self.wait_at) {
            diagnostics.push(Diagnostic::error(codes::ONE_REPLICA, at, what).help("remove it"));
        }
    }

    /// A job ends with its batch, so none waits for the next one, and none is taken away.
    fn refuse_for_jobs(&self, group: &Group<'_>, diagnostics: &mut Diagnostics) {
        let slowest = group.functions.iter().map(|it| &it.timeout).max_by_key(|timeout| timeout.value);
        let fewest = self.min.filter(|it| it.value > 0).map(|it| it.place(self.at));
        for at in fewest.into_iter().chain(self.wait_at) {
            let message = "a handler that may take longer than 5 minutes runs as a job, which ends with its batch";
            let mut wrong = Diagnostic::error(codes::ONE_REPLICA, at, message);
            if let Some(timeout) = slowest.filter(|it| it.is_said()) {
                wrong = wrong.also(timeout.place(at), format!("it may take {}", timeout.value));
            }
            diagnostics.push(wrong.help("remove it, or write a `timeout` of 5 minutes or less"));
        }
    }

    /// Without a maximum nothing scales, so what shapes the scaling would do nothing.
    fn without_max(&self, diagnostics: &mut Diagnostics) {
        for at in self.target.map(|it| it.span).into_iter().chain(self.wait_at) {
            let wrong = Diagnostic::error(codes::MISSING_KEY, at, "nothing says how far this may scale");
            diagnostics.push(wrong.help("write `max` beside it, such as `scale(max = 10, target = cpu(70))`"));
        }
    }
}

fn metrics(group: &Group<'_>, target: Option<&Spanned<Target>>, diagnostics: &mut Diagnostics) -> Vec<Metric> {
    let depths = |messages: Option<u32>| -> Vec<Metric> {
        let fed = group.functions.iter().filter(|it| is_queue_fed(&it.trigger));
        let depth = |it: &&Function| Metric::Depth {
            function: it.identity.id.clone(),
            messages: messages.unwrap_or_else(|| batch(&it.trigger)),
        };
        fed.map(depth).collect()
    };
    let unmeasured = |at: Span, message: &str| Diagnostic::error(codes::UNMEASURED, at, message);
    match target.map(|it| (it.value, it.span)) {
        Some((Target::Cpu(percent), _)) => vec![Metric::Cpu(percent)],
        Some((Target::Memory(percent), _)) => vec![Metric::Memory(percent)],
        Some((Target::Depth(messages), at)) => {
            let depths = depths(Some(messages));
            if depths.is_empty() {
                let wrong = unmeasured(at, "there is no queue here whose depth could be measured");
                diagnostics.push(wrong.help("write `target = cpu(70)`"));
            }
            depths
        }
        Some((Target::Requests(_), at)) => {
            let wrong = unmeasured(at, "a cluster does not measure requests by itself");
            diagnostics.push(wrong.help("write `target = cpu(70)`"));
            Vec::new()
        }
        None => {
            let mut metrics = depths(None);
            if !only_consumers(group) {
                metrics.push(Metric::Cpu(CPU));
            }
            metrics
        }
    }
}

/// One replica works on one batch.
fn batch(trigger: &Trigger) -> u32 {
    match trigger {
        Trigger::Queue { batch, .. } => batch.value,
        _ => 10,
    }
}

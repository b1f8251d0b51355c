//! Alarms: what somebody should hear about.

use super::Cloud;
use super::resource::{queue::QueuePlan, whole};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{LambdaFunction, MetricAlarm, Resource as _, SqsQueue};

/// Seconds that a metric is looked at.
const PERIOD: u32 = 300;

/// An alarm on one metric.
pub struct Alarm {
    local: String,
    name: String,
    text: String,
    metric: (&'static str, &'static str),
    dimension: (&'static str, Expression),
    statistic: &'static str,
    threshold: i64,
}

impl Alarm {
    /// A function fails.
    pub fn errors(local: &str, name: &str) -> Self {
        Self::function(local, name, "errors", "Errors", "Invocations fail.")
    }

    /// A function is not run because too many run already.
    pub fn throttles(local: &str, name: &str) -> Self {
        Self::function(local, name, "throttles", "Throttles", "Invocations are turned away.")
    }

    /// A stream is read more slowly than it is written.
    pub fn iterator_age(local: &str, name: &str, patience: u64) -> Self {
        let text = format!("Records wait for more than {}, longer than all tries take.", time(patience));
        Self {
            statistic: "Maximum",
            // Milliseconds.
            threshold: whole(patience * 1000),
            ..Self::function(local, name, "iterator-age", "IteratorAge", text)
        }
    }

    fn function(local: &str, name: &str, what: &str, metric: &'static str, text: impl Into<String>) -> Self {
        Self {
            local: format!("{local}__{}", what.replace('-', "_")),
            name: format!("{name}-{what}"),
            text: text.into(),
            metric: ("AWS/Lambda", metric),
            dimension: ("FunctionName", LambdaFunction::at(local, "function_name")),
            statistic: "Sum",
            threshold: 1,
        }
    }

    /// Messages wait for long.
    pub fn oldest(plan: &QueuePlan) -> Self {
        let patience = plan.patience();
        Self {
            local: format!("{}__oldest", plan.local),
            name: format!("{}-oldest", plan.name),
            text: format!("The oldest message waits for more than {}, longer than all tries take.", time(patience)),
            metric: ("AWS/SQS", "ApproximateAgeOfOldestMessage"),
            dimension: ("QueueName", SqsQueue::at(&plan.local, "name")),
            statistic: "Maximum",
            threshold: whole(patience),
        }
    }

    /// There are dead letters.
    pub fn dead(local: &str, name: &str) -> Self {
        Self {
            local: format!("{local}__depth"),
            name: format!("{name}-dead-letters"),
            text: "Messages could not be handled and wait for a person.".to_owned(),
            metric: ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
            dimension: ("QueueName", SqsQueue::at(local, "name")),
            statistic: "Maximum",
            threshold: 1,
        }
    }

    /// Adds it to a file, where alarms are wanted.
    pub fn write(self, cloud: &Cloud<'_>, tags: Expression, file: &mut Body) {
        if cloud.model.settings.alarms.as_ref().is_some_and(|it| !it.value) {
            return;
        }
        let (namespace, metric) = self.metric;
        MetricAlarm::new(self.name, "GreaterThanOrEqualToThreshold", 1u32)
            .alarm_description(self.text)
            .namespace(namespace)
            .metric_name(metric)
            .dimensions(Expression::object([self.dimension]))
            .statistic(self.statistic)
            .period(PERIOD)
            .threshold(self.threshold)
            .treat_missing_data("notBreaching")
            .alarm_actions(Expression::reference("var.alarm_topics"))
            .tags(tags)
            .add(&self.local, file);
    }
}

/// Seconds for people.
fn time(seconds: u64) -> String {
    let (number, unit) = match seconds {
        it if it >= 2 * 3600 && it % 3600 == 0 => (it / 3600, "hours"),
        it if it >= 120 && it % 60 == 0 => (it / 60, "minutes"),
        it => (it, "seconds"),
    };
    format!("{number} {unit}")
}

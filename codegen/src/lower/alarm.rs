//! Alarms: what somebody should hear about.

use super::Cloud;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{MetricAlarm, Resource as _};

/// An alarm on one metric.
pub struct Alarm {
    local: String,
    name: String,
    text: &'static str,
    metric: (&'static str, &'static str),
    dimension: (&'static str, Expression),
    statistic: &'static str,
    threshold: i64,
}

impl Alarm {
    /// A function fails.
    pub fn errors(local: &str, name: &str, function: Expression) -> Self {
        Self::function(local, name, function, "errors", ("AWS/Lambda", "Errors"), "invocations fail")
    }

    /// A function is not run because too many run already.
    pub fn throttles(local: &str, name: &str, function: Expression) -> Self {
        Self::function(local, name, function, "throttles", ("AWS/Lambda", "Throttles"), "invocations are turned away")
    }

    fn function(
        local: &str,
        name: &str,
        function: Expression,
        what: &str,
        metric: (&'static str, &'static str),
        text: &'static str,
    ) -> Self {
        Self {
            local: format!("{local}__{what}"),
            name: format!("{name}-{what}"),
            text,
            metric,
            dimension: ("FunctionName", function),
            statistic: "Sum",
            threshold: 1,
        }
    }

    /// A stream is read more slowly than it is written.
    pub fn iterator_age(local: &str, name: &str, function: Expression) -> Self {
        Self {
            statistic: "Maximum",
            // Milliseconds: five minutes.
            threshold: 300_000,
            ..Self::function(
                local,
                name,
                function,
                "iterator-age",
                ("AWS/Lambda", "IteratorAge"),
                "records wait for more than 5 minutes",
            )
        }
    }

    /// Messages wait for long.
    pub fn oldest(local: &str, name: &str, queue: Expression) -> Self {
        Self {
            local: format!("{local}__oldest"),
            name: format!("{name}-oldest"),
            text: "the oldest message waits for more than 5 minutes",
            metric: ("AWS/SQS", "ApproximateAgeOfOldestMessage"),
            dimension: ("QueueName", queue),
            statistic: "Maximum",
            threshold: 300,
        }
    }

    /// There are dead letters.
    pub fn dead(local: &str, name: &str, queue: Expression) -> Self {
        Self {
            local: format!("{local}__depth"),
            name: format!("{name}-dead-letters"),
            text: "messages could not be handled and wait for a person",
            metric: ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
            dimension: ("QueueName", queue),
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
        MetricAlarm::new(self.name, self.text, namespace, metric)
            .dimensions(Expression::object([self.dimension]))
            .statistic(self.statistic)
            .period(300u32)
            .evaluation_periods(1u32)
            .comparison_operator("GreaterThanOrEqualToThreshold")
            .threshold(self.threshold)
            .treat_missing_data("notBreaching")
            .alarm_actions(Expression::reference("var.alarm_topics"))
            .tags(tags)
            .add(&self.local.replace('-', "_"), file);
    }
}

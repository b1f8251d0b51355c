//! Alarms: what somebody should hear about.

use super::Cloud;
use super::names::local;
use super::resource::{queue::QueuePlan, whole};
use crate::model::{Function, Identity, Model, Resource};
use crate::physical::{self, ALARM};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{Api, LambdaFunction, MetricAlarm, Resource as _, SqsQueue};

/// Seconds that a metric is looked at.
const PERIOD: u32 = 300;

/// Retries of a batch of a stream before its records go to the dead-letter queue.
pub const RETRIES: u32 = 3;

/// What the alarms on answers say.
const ANSWERS: &str = "Requests are answered with errors of the server.";

/// An alarm on one metric.
pub struct Alarm<'a> {
    cloud: &'a Cloud<'a>,
    local: String,
    name: String,
    text: String,
    metric: (&'static str, &'static str),
    dimension: (&'static str, Expression),
    statistic: &'static str,
    threshold: i64,
}

impl<'a> Alarm<'a> {
    /// A function fails.
    pub fn errors(cloud: &'a Cloud<'_>, identity: &Identity) -> Self {
        Self::function(cloud, identity, "errors", "Errors", "Invocations fail.")
    }

    /// A function is not run because too many run already.
    pub fn throttles(cloud: &'a Cloud<'_>, identity: &Identity) -> Self {
        Self::function(cloud, identity, "throttles", "Throttles", "Invocations are turned away.")
    }

    /// A function's URL answers with errors of the server. A handler that fails answers, so its invocation counts as good.
    pub fn url_errors(cloud: &'a Cloud<'_>, identity: &Identity) -> Self {
        Self::function(cloud, identity, "url-errors", "Url5xxCount", ANSWERS)
    }

    /// The same of the API: handlers that fail, functions that take too long, are turned away or may not be called.
    pub fn api_errors(cloud: &'a Cloud<'_>) -> Self {
        Self {
            cloud,
            // No function has an alarm of this name, and no id two hyphens in a row.
            local: "api__server_errors".to_owned(),
            name: format!("{}-{}--api-errors", cloud.model.app, cloud.model.environment),
            text: ANSWERS.to_owned(),
            metric: ("AWS/ApiGateway", "5xx"),
            dimension: ("ApiId", Api::at("api", "id")),
            statistic: "Sum",
            threshold: 1,
        }
    }

    /// A function reads a stream more slowly than it is written.
    pub fn iterator_age(cloud: &'a Cloud<'_>, function: &Function) -> Self {
        let patience = patience_of_reader(cloud.model, function);
        Self {
            statistic: "Maximum",
            // Milliseconds.
            threshold: whole(patience * 1000),
            ..Self::function(cloud, &function.identity, "iterator-age", "IteratorAge", late(patience))
        }
    }

    /// A container reads a stream more slowly than it is written. What is measured is the last record that anybody
    /// read, so that a second reader of the stream shows here too.
    pub fn stream_age(cloud: &'a Cloud<'_>, function: &Function, stream: Expression) -> Self {
        Self {
            metric: ("AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds"),
            dimension: ("StreamName", stream),
            ..Self::iterator_age(cloud, function)
        }
    }

    fn function(
        cloud: &'a Cloud<'_>,
        identity: &Identity,
        what: &str,
        metric: &'static str,
        text: impl Into<String>,
    ) -> Self {
        let local = local(&identity.id);
        Self {
            cloud,
            local: format!("{local}__{}", what.replace('-', "_")),
            name: physical::name(cloud.model, identity, ALARM, &format!("-{what}")),
            text: text.into(),
            metric: ("AWS/Lambda", metric),
            dimension: ("FunctionName", LambdaFunction::at(&local, "function_name")),
            statistic: "Sum",
            threshold: 1,
        }
    }

    /// Messages wait for long.
    pub fn oldest(cloud: &'a Cloud<'_>, plan: &QueuePlan<'_>) -> Self {
        let patience = plan.patience();
        Self {
            cloud,
            local: format!("{}__oldest", plan.local),
            name: physical::name(cloud.model, plan.identity, ALARM, &format!("{}-oldest", plan.part)),
            text: format!("The oldest message waits for more than {}, longer than all tries take.", time(patience)),
            metric: ("AWS/SQS", "ApproximateAgeOfOldestMessage"),
            dimension: ("QueueName", SqsQueue::at(&plan.local, "name")),
            statistic: "Maximum",
            threshold: whole(patience),
        }
    }

    /// There are dead letters.
    pub fn dead(cloud: &'a Cloud<'_>, identity: &Identity, part: &str, local: &str) -> Self {
        Self {
            cloud,
            local: format!("{local}__depth"),
            name: physical::name(cloud.model, identity, ALARM, &format!("{part}-dead-letters")),
            text: "Messages could not be handled and wait for a person.".to_owned(),
            metric: ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
            dimension: ("QueueName", SqsQueue::at(local, "name")),
            statistic: "Maximum",
            threshold: 1,
        }
    }

    /// Adds it to a file, where alarms are wanted.
    pub fn write(self, tags: Expression, file: &mut Body) {
        if self.cloud.model.settings.alarms.as_ref().is_some_and(|it| !it.value) {
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

/// Seconds that a record may wait before somebody should know: longer than all its tries take, at least five minutes,
/// and early enough to act before it is gone.
fn patience_of_reader(model: &Model, function: &Function) -> u64 {
    let stream = function.trigger.subject().map(|id| model.resource(id));
    let retention = stream.map_or(u64::MAX, Resource::keeps_records);
    let retries = function.retries.as_ref().map_or(RETRIES, |it| it.value);
    let tries = function.timeout.value.seconds() * (u64::from(retries) + 1);
    tries.max(300).min(retention / 2)
}

fn late(patience: u64) -> String {
    format!("Records wait for more than {}, longer than all tries take.", time(patience))
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

//! A function to AWS Lambda: its log group, role, code, and what its trigger needs. One file a trigger.

mod bucket;
mod call;
mod event;
mod http;
pub mod package;
mod queue;
mod schedule;
mod stream;
mod table;
mod topic;
mod url;

use super::alarm::Alarm;
use super::names::{self, local, part, variable};
use super::role::{self, Trust};
use super::target::Target;
use super::{ALIAS, Cloud, is_warm, key, permissions, signing, tags};
use crate::lower::resource::{queue::dead_queue, whole};
use crate::model::{Function, Reach, Trigger};
use crate::physical::{self, FUNCTION, ROLE, Space};
use crate::terraform::hcl::{Body, Expression, Part};
use crate::terraform::policy::Statement;
use crate::terraform::resource::{
    DestinationConfig, Environment, EphemeralStorage, EventInvokeConfig, EventSourceMapping, IamRole, IamRolePolicy,
    InvokeFailure, LambdaAlias, LambdaFunction, LambdaPermission, LogGroup, LoggingConfig, ProvisionedConcurrency,
    Resource as _, SqsQueue, TracingConfig, VpcConfig,
};

/// Seconds that an asynchronous invocation is tried: the longest there is.
const EVENT_AGE: u32 = 6 * 3600;

/// A function while it is being written.
pub struct Writing<'a, 'b> {
    /// The function.
    pub function: &'a Function,
    /// Its name in Terraform.
    pub local: String,
    /// What its role may do.
    pub statements: Vec<Statement>,
    /// Its file.
    pub file: Body,
    /// Everything else.
    pub cloud: &'a Cloud<'b>,
}

/// Writes a function.
pub fn lower(function: &Function, cloud: &Cloud<'_>) -> Body {
    let mut statements = permissions::of_grants(cloud.model, cloud.plan, &function.grants);
    statements.extend(permissions::of_allow(&function.allow));
    let mut writing = Writing { function, local: local(&function.identity.id), statements, file: Body::new(), cloud };
    // The trigger stands behind the function in the file, and adds to the role before it.
    match &function.trigger {
        Trigger::Http { method, path, auth } => http::lower(&mut writing, &method.value, &path.value, &auth.value),
        Trigger::Url { auth, streaming } => url::lower(&mut writing, &auth.value, *streaming),
        Trigger::Queue { queue, batch, window, concurrency } => {
            let numbers = queue::Numbers {
                batch: batch.value,
                window: window.as_ref().map(|it| it.value.seconds()),
                concurrency: concurrency.as_ref().map(|it| it.value),
            };
            queue::lower(&mut writing, *queue, &numbers);
        }
        Trigger::Topic { topic, filter } => topic::lower(&mut writing, *topic, filter),
        Trigger::Schedule { when, timezone } => schedule::lower(&mut writing, &when.value.aws(), timezone.as_deref()),
        Trigger::Table { table, on, batch, from } => table::lower(&mut writing, *table, on, batch.value, *from),
        Trigger::Bucket { bucket, .. } => bucket::lower(&mut writing, *bucket),
        Trigger::Event { bus, source, detail_type } => event::lower(&mut writing, *bus, source, detail_type),
        Trigger::Stream { stream, batch, parallel, from } => {
            stream::lower(&mut writing, *stream, batch.value, *parallel, *from);
        }
        Trigger::Call => call::lower(&mut writing),
    }
    let trigger = std::mem::take(&mut writing.file);
    writing.base();
    writing.file.blank().then(trigger)
}

impl Writing<'_, '_> {
    /// The physical name of a part.
    pub fn name(&self, space: Space, suffix: &str) -> String {
        physical::name(self.cloud.model, &self.function.identity, space, suffix)
    }

    /// Log group, role, policy, function, alias, alarms.
    fn base(&mut self) {
        let tags = tags(&self.function.identity);
        let model = self.cloud.model;
        let retention = model.settings.log_retention.as_ref().map_or(30, |it| it.value);
        LogGroup::new(format!("/aws/lambda/{}", self.name(FUNCTION, "")))
            .retention_in_days(retention)
            .kms_key_id(key::arn(model))
            .tags(tags.clone())
            .add(&self.local, &mut self.file);
        self.statements.push(
            Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logs(&self.local)])
                .reason("`:*` is every stream of this log group; AWS Lambda names them"),
        );
        self.wide_statements();
        let (statements, name) = (std::mem::take(&mut self.statements), self.name(ROLE, ""));
        let role = role::Writing { model, local: &self.local, name: &name, trust: Trust::Lambda };
        role::lower(role, statements, tags.clone(), &mut self.file);
        self.code(tags.clone());
        if is_warm(self.function) {
            let function = || LambdaFunction::at(&self.local, "function_name");
            LambdaAlias::new(ALIAS, function(), LambdaFunction::at(&self.local, "version"))
                .add(&self.local, &mut self.file);
            let warm = self.function.scale.warm.as_ref().map_or(0, |it| it.value);
            ProvisionedConcurrency::new(function(), LambdaAlias::at(&self.local, "name"), warm)
                .add(&self.local, &mut self.file);
        }
        let identity = &self.function.identity;
        Alarm::errors(self.cloud, identity).write(tags.clone(), &mut self.file);
        Alarm::throttles(self.cloud, identity).write(tags.clone(), &mut self.file);
        match self.function.trigger {
            Trigger::Table { .. } | Trigger::Stream { .. } => {
                Alarm::iterator_age(self.cloud, self.function).write(tags, &mut self.file);
            }
            Trigger::Url { .. } => Alarm::url_errors(self.cloud, identity).write(tags, &mut self.file),
            _ => {}
        }
    }

    /// What AWS offers for `*` only.
    fn wide_statements(&mut self) {
        if self.traced() {
            let actions = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
            self.statements
                .push(Statement::allow(actions, [Expression::from("*")]).reason("traces have no resource to name"));
        }
        if self.function.vpc.is_some() {
            self.statements.extend(permissions::attach_to_vpc(self.cloud.model, self.function));
        }
    }

    fn traced(&self) -> bool {
        self.cloud.model.settings.tracing.as_ref().is_some_and(|it| it.value)
    }

    fn code(&mut self, tags: Expression) {
        let function = self.function;
        let package = || Expression::reference(format!("var.{}", package::variable(self.cloud, function.arch.value)));
        let summary = function.identity.summary.chars().take(256).collect::<String>();
        let mut code = LambdaFunction::new(self.name(FUNCTION, ""), IamRole::at(&self.local, "arn"))
            .description((!summary.is_empty()).then_some(summary))
            .filename(package())
            .source_code_hash(Expression::Call("filebase64sha256", vec![package()]))
            .handler(function.identity.id.as_str())
            .runtime("provided.al2023")
            .architectures(vec![package::processor(function.arch.value).to_owned()])
            .memory_size(function.memory.value)
            .timeout(whole(function.timeout.value.seconds()))
            .reserved_concurrent_executions(function.scale.max.as_ref().map(|it| it.value))
            .publish(is_warm(function).then_some(true))
            .kms_key_arn(key::arn(self.cloud.model))
            .code_signing_config_arn(signing::arn(self.cloud.model))
            .tags(tags)
            .nested(Environment::new(self.variables()));
        if function.disk.is_said() {
            code = code.nested(EphemeralStorage::new(function.disk.value));
        }
        code = code.nested(LoggingConfig::new("JSON", LogGroup::at(&self.local, "name")));
        if self.traced() {
            code = code.nested(TracingConfig::new("Active"));
        }
        if let (Some(_), Some(vpc)) = (function.vpc, &self.cloud.model.settings.vpc) {
            let list = |items: &[watershed_grammar::Spanned<String>]| {
                Expression::from(items.iter().map(|it| it.value.clone()).collect::<Vec<_>>())
            };
            code = code
                .nested(VpcConfig::new(list(&vpc.security_groups), list(&vpc.subnets)))
                .depends_on("AWS checks the role before it attaches the function.", [self.policy()]);
        }
        code.add(&self.local, &mut self.file);
    }

    /// What the program is told: who it is, and where its resources are.
    fn variables(&self) -> Expression {
        let model = self.cloud.model;
        let mut variables: std::collections::BTreeMap<String, Expression> =
            self.function.env.iter().map(|(key, it)| (key.clone(), it.text.value.as_str().into())).collect();
        variables.insert("WATERSHED_APP".to_owned(), model.app.as_str().into());
        variables.insert("WATERSHED_ENVIRONMENT".to_owned(), model.environment.as_str().into());
        for grant in &self.function.grants {
            let (name, value) = match grant.to {
                Reach::Resource(id) => {
                    let resource = model.resource(id);
                    (variable(resource.kind(), &resource.identity.id), Target::of(resource).locator())
                }
                Reach::Function(id) => {
                    let callee = model.function(id);
                    (variable("function", &callee.identity.id), names::called(model, callee).into())
                }
            };
            variables.insert(name, value);
        }
        Expression::object(variables)
    }

    /// Lets a service of AWS invoke the function for one source.
    pub fn permission(&mut self, statement: &str, service: &str, source: Expression) {
        self.allowed(statement, service, source).add(&self.local, &mut self.file);
    }

    /// The permission of a service to invoke the function for one source.
    fn allowed(&self, statement: &str, service: &str, source: Expression) -> LambdaPermission {
        LambdaPermission::new(
            statement,
            "lambda:InvokeFunction",
            LambdaFunction::at(&self.local, "function_name"),
            service,
        )
        .qualifier(self.qualifier())
        .source_arn(source)
    }

    /// The alias, where environments are kept ready.
    pub fn qualifier(&self) -> Option<Expression> {
        is_warm(self.function).then(|| LambdaAlias::at(&self.local, "name"))
    }

    /// The address of what the role may do; AWS checks it when it makes what reads or sends in the role's name.
    pub fn policy(&self) -> String {
        IamRolePolicy::address(&self.local)
    }

    /// A mapping on this function.
    pub fn mapping(&self, source: Expression) -> EventSourceMapping {
        EventSourceMapping::new(super::function_arn(self.function), source)
    }

    /// Keeps asynchronous invocations that failed to the end: a queue, and the right to send to it. Answers the queue.
    pub fn failures(&mut self) -> String {
        let dead = self.dead_letters();
        let arn = SqsQueue::at(&dead, "arn");
        self.statements.push(Statement::allow(["sqs:SendMessage"], [arn.clone()]));
        let failure = DestinationConfig::new().nested(InvokeFailure::new(arn));
        EventInvokeConfig::new(LambdaFunction::at(&self.local, "function_name"))
            .qualifier(self.qualifier())
            .maximum_event_age_in_seconds(EVENT_AGE)
            .maximum_retry_attempts(self.function.retries.as_ref().map_or(2, |it| it.value))
            .nested(failure)
            .depends_on("AWS checks that the role may send there.", [self.policy()])
            .add(&self.local, &mut self.file);
        dead
    }

    /// A queue for what could not be delivered, with the right to send to it.
    pub fn dead_letters(&mut self) -> String {
        let local = part(&self.function.identity.id, "dead");
        let tags = tags(&self.function.identity);
        dead_queue(self.cloud, &self.function.identity, &local, tags, &mut self.file);
        local
    }
}

fn logs(local: &str) -> Expression {
    let arn = LogGroup::path(local, "arn");
    Expression::Template(vec![Part::Reference(arn.into()), Part::Text(":*".to_owned())])
}

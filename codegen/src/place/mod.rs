//! Where each component runs: serverless, or in which deployment.

mod group;
mod name;
mod scaling;

use std::collections::BTreeMap;

use serde::Serialize;
use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use crate::model::{Function, FunctionId, Identity, Model, Service, ServiceId, Trigger};
pub use group::Size;
pub use scaling::{Metric, Scaling};

/// A queue's handler that may take longer than this runs as a job, so that scaling down never cuts it off. Seconds.
const LONGEST_IN_DEPLOYMENT: u64 = 300;

/// Where everything runs in one environment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Where each function runs, in the order of the model.
    pub functions: Vec<Placement>,
    /// What runs in the cluster, by name.
    pub deployments: Vec<Deployment>,
}

/// Where a function runs, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placement {
    /// The function's id.
    pub id: String,
    /// Where it runs.
    pub runs: Runs,
    /// Who said so: `written` or `default`.
    pub reason: &'static str,
}

/// Where a function runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Runs {
    /// As an AWS Lambda function.
    Serverless,
    /// In the deployment of this name.
    Container(String),
}

/// What runs in the cluster as one: one image, one role, one scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deployment {
    /// Its name in the source: the group, or the id of its only member. The program serves what is in it.
    pub name: String,
    /// Its name in the cluster and the cloud, which a rename does not change.
    pub object: String,
    /// The kind of workload.
    pub workload: Workload,
    /// What runs in it, in the order of the source.
    pub members: Vec<Member>,
    /// What one replica gets.
    pub size: Size,
    /// How many replicas.
    pub scaling: Scaling,
    /// How long it may take to stop, in seconds.
    pub grace: u64,
    /// The port that it listens on.
    pub port: u16,
}

/// The kind of workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Workload {
    /// It runs all the time.
    Deployment,
    /// It runs by the clock.
    CronJob,
    /// It runs once for each batch of messages.
    ScaledJob,
}

/// A function or service in a deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: MemberKind,
}

/// What a member is, by its place in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberKind {
    /// A function.
    Function(#[serde(skip)] FunctionId),
    /// A service.
    Service(#[serde(skip)] ServiceId),
}

impl Plan {
    /// The deployment that a function runs in; nothing for one that is serverless.
    pub fn deployment_of(&self, function: FunctionId) -> Option<&Deployment> {
        match &self.functions.get(function.0)?.runs {
            Runs::Serverless => None,
            Runs::Container(name) => {
                let found = self.deployments.binary_search_by(|it| it.name.as_str().cmp(name));
                found.ok().map(|index| &self.deployments[index])
            }
        }
    }

    /// Whether a function is serverless.
    pub fn is_serverless(&self, function: FunctionId) -> bool {
        self.functions.get(function.0).is_none_or(|it| it.runs == Runs::Serverless)
    }
}

impl Deployment {
    /// Whether the depth of queues says how many replicas it has.
    pub fn reads_queues(&self) -> bool {
        let Scaling::Between { metrics, .. } = &self.scaling else { return false };
        metrics.iter().any(|it| matches!(it, Metric::Depth { .. }))
    }

    /// Its functions.
    pub fn functions<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Function> {
        self.members.iter().filter_map(|it| match it.kind {
            MemberKind::Function(id) => Some(model.function(id)),
            MemberKind::Service(_) => None,
        })
    }

    /// Its services.
    pub fn services<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Service> {
        self.members.iter().filter_map(|it| match it.kind {
            MemberKind::Function(_) => None,
            MemberKind::Service(id) => Some(model.service(id)),
        })
    }

    /// The tags of its members together; where a key is another's too, [`place`] has seen to it that they agree.
    pub fn tags(&self, model: &Model) -> BTreeMap<String, String> {
        self.identities(model).flat_map(Identity::tags).collect()
    }

    /// Its members' identities.
    pub fn identities<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Identity> {
        self.members.iter().map(|it| match it.kind {
            MemberKind::Function(id) => &model.function(id).identity,
            MemberKind::Service(id) => &model.service(id).identity,
        })
    }
}

/// Places everything; reports what cannot be placed.
pub fn place(model: &Model, diagnostics: &mut Diagnostics) -> Plan {
    let mut plan = Plan::default();
    let mut groups: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for (index, function) in model.functions.iter().enumerate() {
        let runs = match function.place.value {
            // Of one with a mistake nothing is concluded, and nothing is written.
            _ if !function.identity.is_whole => Runs::Serverless,
            Place::Serverless => Runs::Serverless,
            Place::Container => {
                let name = group_name(function.group.as_ref(), &function.identity);
                let kind = MemberKind::Function(FunctionId(index));
                groups.entry(name.clone()).or_default().push(Member { id: function.identity.id.clone(), kind });
                Runs::Container(name)
            }
            Place::Auto => {
                diagnostics.push(no_auto(function.place.place(function.identity.at)));
                Runs::Serverless
            }
        };
        let reason = function.place.origin.word();
        plan.functions.push(Placement { id: function.identity.id.clone(), runs, reason });
    }
    let services = model.services.iter().enumerate().filter(|(_, it)| it.identity.is_whole);
    for (index, service) in services {
        let name = group_name(service.group.as_ref(), &service.identity);
        let kind = MemberKind::Service(ServiceId(index));
        groups.entry(name).or_default().push(Member { id: service.identity.id.clone(), kind });
    }
    plan.deployments =
        groups.into_iter().map(|(name, members)| deployment(model, name, members, diagnostics)).collect();
    name::check(model, &plan, diagnostics);
    plan
}

fn group_name(group: Option<&watershed_grammar::Spanned<String>>, identity: &Identity) -> String {
    group.map_or_else(|| identity.id.clone(), |group| group.value.clone())
}

fn no_auto(at: Span) -> Diagnostic {
    Diagnostic::error(codes::PLACE_AUTO, at, "automatic placement is not available yet")
        .help("write `place = serverless` or `place = container`")
}

fn deployment(model: &Model, name: String, members: Vec<Member>, diagnostics: &mut Diagnostics) -> Deployment {
    let group = group::Group::of(model, &members);
    group.check(diagnostics);
    let workload = match group.functions.as_slice() {
        [only] if group.services.is_empty() => workload(only),
        _ => Workload::Deployment,
    };
    let object = match (group.functions.as_slice(), group.services.as_slice()) {
        ([only], []) => kept(&name, &only.identity),
        ([], [only]) => kept(&name, &only.identity),
        _ => name.clone(),
    };
    let size = group.size();
    let scaling = scaling::scaling(model, &group, workload, diagnostics);
    let (grace, port) = (group.grace(), group.port());
    Deployment { name, object, workload, members, size, scaling, grace, port }
}

/// The name before a rename, so that nothing in the cluster is replaced.
fn kept(name: &str, identity: &Identity) -> String {
    let is_own = name == identity.id;
    identity.renamed_from.as_ref().filter(|_| is_own).map_or_else(|| name.to_owned(), |before| before.value.clone())
}

/// The workload of a function that shares its deployment with nobody.
fn workload(function: &Function) -> Workload {
    match &function.trigger {
        Trigger::Schedule { .. } => Workload::CronJob,
        Trigger::Queue { .. } | Trigger::Topic { .. } | Trigger::Bucket { .. } | Trigger::Event { .. } => {
            let is_long = function.timeout.value.seconds() > LONGEST_IN_DEPLOYMENT;
            if is_long { Workload::ScaledJob } else { Workload::Deployment }
        }
        Trigger::Http { .. } | Trigger::Url { .. } | Trigger::Call | Trigger::Table { .. } | Trigger::Stream { .. } => {
            Workload::Deployment
        }
    }
}

/// Whether a function is fed by a queue: its subject, or one of its own behind a topic, a bucket or a bus.
pub fn is_queue_fed(trigger: &Trigger) -> bool {
    matches!(trigger, Trigger::Queue { .. } | Trigger::Topic { .. } | Trigger::Bucket { .. } | Trigger::Event { .. })
}

/// Whether a function reads a stream, of which each part has one reader.
pub fn is_stream_reader(trigger: &Trigger) -> bool {
    matches!(trigger, Trigger::Table { .. } | Trigger::Stream { .. })
}

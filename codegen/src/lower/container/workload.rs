//! The objects of one workload, in the order in which a reader wants them.

use std::collections::BTreeMap;

use watershed_grammar::function::Arch;

use super::{Writing, metrics, network};
use crate::kubernetes::autoscaler::{Autoscaler, autoscaler};
use crate::kubernetes::config_map::config_map;
use crate::kubernetes::cron_job::{cron_job, job};
use crate::kubernetes::deployment::{Rollout, deployment};
use crate::kubernetes::disruption_budget::disruption_budget;
use crate::kubernetes::http_route::{Parent, WayIn, http_routes};
use crate::kubernetes::network_policy::allow;
use crate::kubernetes::pod::{Life, Pod};
use crate::kubernetes::pod_monitor::pod_monitor;
use crate::kubernetes::scaled_job::scaled_job;
use crate::kubernetes::scaled_object::{Trigger, scaled_object};
use crate::kubernetes::service::service;
use crate::kubernetes::service_account::service_account;
use crate::kubernetes::trigger_authentication::trigger_authentication;
use crate::kubernetes::{Document, Manifest, Meta};
use crate::lower::names;
use crate::model::{Function, Trigger as FunctionTrigger};
use crate::place::{Metric, Scaling, Workload};

/// Seconds that a pod may need besides its work: the image is fetched while its deadline runs.
const AROUND_A_RUN: u64 = 60;
/// Seconds in which the Service and the Gateway forget a pod.
const DRAIN: u32 = 5;
/// Seconds after which Gateways that are built on Envoy give a request up, where the route says nothing (2026-11).
const PATIENCE_OF_A_GATEWAY: u64 = 15;
/// How often a run that failed is tried again.
const RETRIES: u32 = 2;

/// Writes them all.
pub fn lower(writing: &Writing<'_, '_>) -> Manifest {
    let meta = writing.meta();
    let mut documents =
        vec![Document::of(&service_account(&meta)), Document::of(&config_map(&meta, writing.variables.clone()))];
    documents.extend(match writing.deployment.workload {
        Workload::Deployment => running(writing, &meta),
        Workload::CronJob => vec![by_the_clock(writing, &meta)],
        Workload::ScaledJob => by_the_batch(writing, &meta),
    });
    let policy = Document::of(&allow(&meta, &network::needs(writing)));
    documents.push(policy.comment(about_the_network(writing)));
    Manifest { comment: comment(writing), documents }
}

fn about_the_network(writing: &Writing<'_, '_>) -> &'static str {
    if writing.has_role {
        "Policies add up: another one beside it allows more. HTTPS is open to all addresses, because those of AWS change."
    } else {
        "Policies add up: another one beside it allows more."
    }
}

fn comment(writing: &Writing<'_, '_>) -> String {
    let model = writing.cloud.model;
    let functions = writing.deployment.functions(model).map(|it| format!("function {}", it.identity.id));
    let services = writing.deployment.services(model).map(|it| format!("service {}", it.identity.id));
    functions.chain(services).collect::<Vec<_>>().join(", ")
}

/// A Deployment with all that stands around it.
fn running(writing: &Writing<'_, '_>, meta: &Meta) -> Vec<Document> {
    let deployed = writing.deployment;
    let pod = pod(writing, stays(writing));
    let (replicas, rollout) = match deployed.scaling {
        Scaling::Fixed(replicas) => (Some(replicas), Rollout::Rolling),
        Scaling::OneReader => (Some(1), Rollout::Recreate),
        Scaling::Between { .. } => (None, Rollout::Rolling),
    };
    let workload = Document::of(&deployment(meta, &pod, replicas, rollout)).comment(writing.notes.join("\n"));
    let mut documents = vec![workload];
    if writing.listens() {
        documents.push(Document::of(&service(meta)));
    }
    documents.extend(ways_in(writing, meta));
    documents.extend(scaler(writing, meta));
    documents.push(Document::of(&disruption_budget(meta)));
    documents.extend(metrics::port(writing).map(|_| Document::of(&pod_monitor(meta))));
    documents
}

fn by_the_clock(writing: &Writing<'_, '_>, meta: &Meta) -> Document {
    let function = writing.deployment.functions(writing.cloud.model).next();
    let retries = function.and_then(|it| it.retries.as_ref()).map_or(RETRIES, |it| it.value);
    let (schedule, zone) = writing.clock.clone().unwrap_or_default();
    Document::of(&cron_job(meta, &pod(writing, ends(writing)), &schedule, &zone, retries))
}

fn by_the_batch(writing: &Writing<'_, '_>, meta: &Meta) -> Vec<Document> {
    let (min, max) = match writing.deployment.scaling {
        Scaling::Between { min, max, .. } => (min, max),
        Scaling::Fixed(_) | Scaling::OneReader => (0, 1),
    };
    // A message of a run that failed comes again from its queue.
    let job = job(meta, &pod(writing, ends(writing)), 0);
    vec![
        Document::of(&scaled_job(meta, (min, max), job, triggers(writing, meta, false))),
        Document::of(&trigger_authentication(meta)),
    ]
}

impl Writing<'_, '_> {
    /// Whether anybody sends it requests.
    fn listens(&self) -> bool {
        let is_called = |it: &Function| matches!(it.trigger, FunctionTrigger::Call);
        !self.routes.is_empty() || self.deployment.functions(self.cloud.model).any(is_called)
    }

    /// Seconds between leaving the Service and the signal to stop.
    pub fn drain(&self) -> u32 {
        if self.deployment.workload == Workload::Deployment && self.listens() { DRAIN } else { 0 }
    }
}

fn stays(writing: &Writing<'_, '_>) -> Life {
    let deployed = writing.deployment;
    Life::Stays {
        port: deployed.port,
        ready: ready(writing),
        grace: deployed.grace,
        drain: writing.drain(),
        metrics: metrics::port(writing),
    }
}

/// The path that says whether it takes requests.
fn ready(writing: &Writing<'_, '_>) -> String {
    let own = writing.deployment.services(writing.cloud.model).find_map(|it| it.health.clone());
    own.unwrap_or_else(|| "/readyz".to_owned())
}

fn ends(writing: &Writing<'_, '_>) -> Life {
    let timeouts = writing.deployment.functions(writing.cloud.model).map(|it| it.timeout.value.seconds());
    let within = timeouts.max().unwrap_or_default() + AROUND_A_RUN;
    // A node that is emptied lets a run come to its end.
    Life::Ends { within, grace: writing.deployment.grace }
}

fn pod(writing: &Writing<'_, '_>, life: Life) -> Pod {
    let (model, size) = (writing.cloud.model, writing.deployment.size);
    let repository = model.settings.kubernetes.image.as_ref().map_or("", |it| it.value.as_str());
    let image = format!("{repository}:{}", model.environment);
    let arch = match names::arch(model) {
        Arch::Arm64 => "arm64",
        Arch::X86_64 => "amd64",
    };
    let checksum = checksum(&writing.variables);
    Pod { image, arch, cpu: size.cpu, memory: size.memory, disk: size.disk, checksum, life }
}

/// What changes when the environment does, so that pods are replaced that would not see it otherwise.
fn checksum(variables: &BTreeMap<String, String>) -> String {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for (key, value) in variables {
        hash.update(key);
        hash.update([0]);
        hash.update(value);
        hash.update([0]);
    }
    hash.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The route on the Gateway, or the Ingress; nothing where requests stay inside the cluster.
fn ways_in(writing: &Writing<'_, '_>, meta: &Meta) -> Vec<Document> {
    let kubernetes = &writing.cloud.model.settings.kubernetes;
    if writing.routes.is_empty() {
        return Vec::new();
    }
    if let Some(gateway) = &kubernetes.gateway {
        let word = |it: &Option<watershed_grammar::Spanned<String>>| it.as_ref().map(|it| it.value.clone());
        let (namespace, section_name) = (word(&gateway.namespace), word(&gateway.listener));
        let parent = Parent { name: gateway.name.value.clone(), namespace, section_name };
        let way = WayIn { parent, timeout: longest_request(writing) };
        return http_routes(meta, &way, &writing.routes).iter().map(Document::of).collect();
    }
    let Some(ingress) = &kubernetes.ingress else { return Vec::new() };
    super::ingress::lower(writing, meta, ingress, &ready(writing))
}

/// Seconds that a request may take, where a function may take longer than a Gateway waits by itself. A second more than
/// the function has, so that its own answer comes first. A service says nothing about its requests.
fn longest_request(writing: &Writing<'_, '_>) -> Option<u64> {
    let model = writing.cloud.model;
    if writing.deployment.services(model).any(|it| it.http.is_some()) {
        return None;
    }
    let answers = |it: &&Function| matches!(it.trigger, FunctionTrigger::Http { .. } | FunctionTrigger::Url { .. });
    let longest = writing.deployment.functions(model).filter(answers).map(|it| it.timeout.value.seconds()).max();
    longest.map(|seconds| seconds + 1).filter(|seconds| *seconds > PATIENCE_OF_A_GATEWAY)
}

/// The autoscaler of Kubernetes for processor time and memory, KEDA's for queues.
fn scaler(writing: &Writing<'_, '_>, meta: &Meta) -> Vec<Document> {
    let Scaling::Between { min, max, metrics, scale_down_after } = &writing.deployment.scaling else {
        return Vec::new();
    };
    let own = |metric: &Metric| match metric {
        Metric::Cpu(percent) => Some(("cpu", *percent)),
        Metric::Memory(percent) => Some(("memory", *percent)),
        Metric::Depth { .. } => None,
    };
    if let Some(metrics) = metrics.iter().map(own).collect::<Option<Vec<_>>>() {
        let plan = Autoscaler { min: *min, max: *max, metrics, scale_down_after: *scale_down_after };
        return vec![Document::of(&autoscaler(meta, &plan))];
    }
    let triggers = triggers(writing, meta, true);
    vec![
        Document::of(&scaled_object(meta, (*min, *max), *scale_down_after, triggers)),
        Document::of(&trigger_authentication(meta)),
    ]
}

fn triggers(writing: &Writing<'_, '_>, meta: &Meta, in_flight: bool) -> Vec<Trigger> {
    let Scaling::Between { metrics, .. } = &writing.deployment.scaling else { return Vec::new() };
    let region = writing.cloud.model.settings.region.as_ref().map_or("", |it| it.value.as_str());
    let one = |metric: &Metric| match metric {
        Metric::Cpu(percent) => Some(Trigger::resource("cpu", *percent)),
        Metric::Memory(percent) => Some(Trigger::resource("memory", *percent)),
        Metric::Depth { function, messages } => {
            let queue = writing.queues.iter().find(|it| it.function == *function)?;
            Some(Trigger::queue(&queue.name, region, *messages, in_flight, &meta.name))
        }
    };
    metrics.iter().filter_map(one).collect()
}

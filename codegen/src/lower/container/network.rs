//! Who talks to a deployment, and to whom it talks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Writing, metrics};
use crate::kubernetes::network_policy::{Needs, Peer};
use crate::lower::names;
use crate::model::{Grant, Model, Reach};
use crate::place::{Deployment, Plan, Workload};

/// What the policy of a deployment allows.
pub fn needs(writing: &Writing<'_, '_>) -> Needs {
    let (model, plan, deployment) = (writing.cloud.model, writing.cloud.plan, writing.deployment);
    let callers = writing.cloud.calls.get(&deployment.object).into_iter().flatten();
    let mut from: BTreeSet<Peer> = callers.map(|it| Peer::Workload(it.clone())).collect();
    if !writing.routes.is_empty() {
        from.extend(visitors(model));
    }
    let to: BTreeMap<String, u16> = callees(model, plan, deployment);
    Needs {
        from: if deployment.workload == Workload::Deployment { from.into_iter().collect() } else { Vec::new() },
        port: deployment.port,
        to: to.into_iter().collect(),
        aws: writing.has_role,
        metrics: metrics::port(writing).map(|port| (metrics::collectors(writing), port)),
    }
}

/// Where requests come from: what the settings say, or the Gateway's namespace, or the whole cluster.
fn visitors(model: &Model) -> Vec<Peer> {
    let kubernetes = &model.settings.kubernetes;
    if !kubernetes.traffic_from.is_empty() {
        return kubernetes.traffic_from.iter().map(|it| peer(&it.value)).collect();
    }
    match &kubernetes.gateway {
        Some(gateway) => {
            let namespace = gateway.namespace.as_ref().map(|it| it.value.clone());
            vec![Peer::Namespace(namespace.unwrap_or_else(|| names::namespace(model)))]
        }
        None => vec![Peer::Cluster],
    }
}

/// A namespace, or addresses such as `10.0.0.0/16`.
pub fn peer(written: &str) -> Peer {
    if written.contains('/') { Peer::Addresses(written.to_owned()) } else { Peer::Namespace(written.to_owned()) }
}

/// For each deployment that is called, by which ones.
pub type Calls = BTreeMap<String, BTreeSet<String>>;

/// Who calls whom.
pub fn calls(model: &Model, plan: &Plan) -> Calls {
    let mut calls = Calls::new();
    for caller in &plan.deployments {
        for callee in callees(model, plan, caller).into_keys() {
            calls.entry(callee).or_default().insert(caller.object.clone());
        }
    }
    calls
}

/// The deployments whose functions this one calls, with their ports.
fn callees(model: &Model, plan: &Plan, deployment: &Deployment) -> BTreeMap<String, u16> {
    let functions = deployment.functions(model).flat_map(|it| &it.grants);
    let grants = functions.chain(deployment.services(model).flat_map(|it| &it.grants));
    let callee = |grant: &Grant| match grant.to {
        Reach::Function(id) => plan.deployment_of(id).map(|it| (it.object.clone(), it.port)),
        Reach::Resource(_) => None,
    };
    grants.filter_map(callee).collect()
}

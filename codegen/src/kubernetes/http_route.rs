//! The Gateway API's HTTPRoute: requests from outside.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Meta;
use super::custom::Custom;
use super::service::PORT;

/// `kind: HTTPRoute`
pub type HttpRoute = Custom<Spec>;

/// What it says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    parent_refs: Vec<Parent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hostnames: Vec<String>,
    rules: Vec<Rule>,
}

/// The Gateway that a route hangs on.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parent {
    /// Its name.
    pub name: String,
    /// Its namespace; nothing for the route's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its listener; nothing for all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_name: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    matches: Vec<Match>,
    backend_refs: Vec<Backend>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeouts: Option<Timeouts>,
}

/// How long a request may take, such as `31s`.
#[derive(Clone, Debug, Serialize)]
struct Timeouts {
    request: String,
}

#[derive(Clone, Debug, Serialize)]
struct Backend {
    name: String,
    port: i32,
}

/// Which requests.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Match {
    /// The path.
    pub path: Path,
    /// The method; nothing for every one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// A path, or how paths begin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Path {
    /// `Exact` or `PathPrefix`, the two that every Gateway knows.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The path.
    pub value: String,
}

/// A rule takes so many matches (Gateway API v1.4).
const MATCHES_OF_A_RULE: usize = 64;
/// A route takes so many altogether.
const MATCHES_OF_A_ROUTE: usize = 128;

/// Where requests come from, and how long one may take.
#[derive(Clone, Debug)]
pub struct WayIn {
    /// The Gateway.
    pub parent: Parent,
    /// Seconds; nothing for what the Gateway does by itself.
    pub timeout: Option<u64>,
}

/// Leads requests to the Service of the same name: for each host name, which requests.
///
/// One route takes a limited number of matches, so that many make several; ids have no double hyphen, so that their
/// names meet no other.
pub fn http_routes(meta: &Meta, way: &WayIn, hosts: &BTreeMap<Option<String>, Vec<Match>>) -> Vec<HttpRoute> {
    let parts = hosts.iter().flat_map(|(host, matches)| {
        let mut matches = matches.clone();
        matches.sort();
        matches.dedup();
        let chunks: Vec<_> = matches.chunks(MATCHES_OF_A_ROUTE).map(<[Match]>::to_vec).collect();
        chunks.into_iter().map(move |matches| (host, matches))
    });
    parts.enumerate().map(|(index, (host, matches))| route(meta, way, index, host.as_deref(), &matches)).collect()
}

fn route(meta: &Meta, way: &WayIn, index: usize, host: Option<&str>, matches: &[Match]) -> HttpRoute {
    let backend = || vec![Backend { name: meta.name.clone(), port: PORT }];
    let rules = matches.chunks(MATCHES_OF_A_RULE);
    let timeouts = || way.timeout.map(|seconds| Timeouts { request: format!("{seconds}s") });
    let rules = rules.map(|matches| Rule { matches: matches.to_vec(), backend_refs: backend(), timeouts: timeouts() });
    let mut metadata = meta.object();
    if index > 0 {
        metadata.name = Some(format!("{}--{}", meta.name, index + 1));
    }
    Custom::new(
        "gateway.networking.k8s.io/v1",
        "HTTPRoute",
        metadata,
        Spec {
            parent_refs: vec![way.parent.clone()],
            hostnames: host.map(str::to_owned).into_iter().collect(),
            rules: rules.collect(),
        },
    )
}

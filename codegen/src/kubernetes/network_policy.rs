//! NetworkPolicies: who may talk to whom.

use k8s_openapi::api::networking::v1::{
    IPBlock, NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort,
    NetworkPolicySpec,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::Meta;
use super::metadata::{namespace_of, pods_of, selector};

/// The agent that hands out the credentials of a pod's role (EKS Pod Identity).
const IDENTITY_AGENT: &str = "169.254.170.23/32";
const IDENTITY_AGENT_V6: &str = "fd00:ec2::23/128";

/// Where a cache of names listens on each node, if the cluster has one (NodeLocal DNSCache).
const NAME_CACHE: &str = "169.254.20.10/32";

/// Somebody at the other end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// Pods of a workload in the same namespace.
    Workload(String),
    /// Every pod of a namespace.
    Namespace(String),
    /// Every pod of the cluster.
    Cluster,
    /// Addresses.
    Addresses(String),
}

/// What a workload needs.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Who may talk to it.
    pub from: Vec<Peer>,
    /// The port that they use.
    pub port: u16,
    /// The workloads that it talks to, with their ports.
    pub to: Vec<(String, u16)>,
    /// Whether it uses AWS: HTTPS, and the agent with its credentials.
    pub aws: bool,
    /// Who collects its metrics, and the port that they use.
    pub metrics: Option<(Vec<Peer>, u16)>,
}

/// Nobody talks to anybody, unless another policy says so.
pub fn deny_all(meta: &Meta) -> NetworkPolicy {
    policy(meta, Some(LabelSelector::default()), None, None)
}

/// Allows what a workload needs.
pub fn allow(meta: &Meta, needs: &Needs) -> NetworkPolicy {
    let lets_in = |from: &[Peer], port| NetworkPolicyIngressRule {
        from: Some(from.iter().map(peer).collect()),
        ports: Some(vec![tcp(port)]),
    };
    let requests = (!needs.from.is_empty()).then(|| lets_in(&needs.from, needs.port));
    let metrics = needs.metrics.as_ref().map(|(from, port)| lets_in(from, *port));
    let ingress: Vec<_> = requests.into_iter().chain(metrics).collect();
    let ingress = (!ingress.is_empty()).then_some(ingress);
    let mut egress = vec![dns()];
    for (name, port) in &needs.to {
        egress.push(NetworkPolicyEgressRule {
            to: Some(vec![peer(&Peer::Workload(name.clone()))]),
            ports: Some(vec![tcp(*port)]),
        });
    }
    if needs.aws {
        let addresses = |texts: [&str; 2]| texts.map(|text| peer(&Peer::Addresses(text.to_owned()))).to_vec();
        let agent = addresses([IDENTITY_AGENT, IDENTITY_AGENT_V6]);
        egress.push(NetworkPolicyEgressRule { to: Some(agent), ports: Some(vec![tcp(80)]) });
        let anywhere = addresses(["0.0.0.0/0", "::/0"]);
        egress.push(NetworkPolicyEgressRule { to: Some(anywhere), ports: Some(vec![tcp(443)]) });
    }
    policy(meta, Some(meta.selector()), ingress, Some(egress))
}

fn policy(
    meta: &Meta,
    pods: Option<LabelSelector>,
    ingress: Option<Vec<NetworkPolicyIngressRule>>,
    egress: Option<Vec<NetworkPolicyEgressRule>>,
) -> NetworkPolicy {
    let policy_types = Some(vec!["Ingress".to_owned(), "Egress".to_owned()]);
    let spec = NetworkPolicySpec { pod_selector: pods, policy_types, ingress, egress };
    NetworkPolicy { metadata: meta.object(), spec: Some(spec) }
}

/// The cluster's own name service, or its cache on the node.
fn dns() -> NetworkPolicyEgressRule {
    let server = NetworkPolicyPeer {
        namespace_selector: Some(namespace_of("kube-system")),
        pod_selector: Some(selector("k8s-app", "kube-dns")),
        ip_block: None,
    };
    let cache = peer(&Peer::Addresses(NAME_CACHE.to_owned()));
    NetworkPolicyEgressRule { to: Some(vec![server, cache]), ports: Some(vec![port("UDP", 53), port("TCP", 53)]) }
}

fn peer(peer: &Peer) -> NetworkPolicyPeer {
    match peer {
        Peer::Workload(name) => NetworkPolicyPeer { pod_selector: Some(pods_of(name)), ..NetworkPolicyPeer::default() },
        Peer::Namespace(name) => {
            NetworkPolicyPeer { namespace_selector: Some(namespace_of(name)), ..NetworkPolicyPeer::default() }
        }
        Peer::Cluster => {
            NetworkPolicyPeer { namespace_selector: Some(LabelSelector::default()), ..NetworkPolicyPeer::default() }
        }
        Peer::Addresses(cidr) => NetworkPolicyPeer {
            ip_block: Some(IPBlock { cidr: cidr.clone(), except: None }),
            ..NetworkPolicyPeer::default()
        },
    }
}

fn tcp(number: u16) -> NetworkPolicyPort {
    port("TCP", number)
}

fn port(protocol: &str, number: u16) -> NetworkPolicyPort {
    NetworkPolicyPort {
        protocol: Some(protocol.to_owned()),
        port: Some(IntOrString::Int(i32::from(number))),
        end_port: None,
    }
}

//! Ingresses, where there is no Gateway.

use std::collections::{BTreeMap, BTreeSet};

use super::Writing;
use crate::kubernetes::ingress::ingress;
use crate::kubernetes::{Document, Meta};
use crate::settings::kubernetes::Ingress;

/// Paths by host name.
type Hosts = BTreeMap<Option<String>, BTreeSet<(&'static str, String)>>;

/// The orders that come last among the Ingresses of one load balancer: of paths at a host, at all hosts below a domain,
/// and at any host. Between them is room for the longest path that a rule of a load balancer takes, which has 128
/// characters ("Condition types for listener rules", 2026-11).
const LAST: [usize; 3] = [400, 700, 1000];
const ROOM: usize = 299;

/// Leads the routes of a deployment to it. Most controllers put the longest path of a host first, whoever has it.
pub fn lower(writing: &Writing<'_, '_>, meta: &Meta, way: &Ingress, ready: &str) -> Vec<Document> {
    let kind = |kind| if kind == "Exact" { "Exact" } else { "Prefix" };
    let paths = writing.routes.iter().flat_map(|(host, matches)| {
        matches.iter().map(move |it| (host.clone(), (kind(it.path.kind), it.path.value.clone())))
    });
    let tls = way.tls.as_ref().map(|it| it.value.as_str());
    let object = |hosts: Hosts| ingress(meta, &way.class.value, tls, &hosts);
    if !writing.cloud.model.settings.kubernetes.is_alb() {
        return vec![Document::of(&object(hosts(paths)))];
    }
    let mut by_order: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for (host, path) in paths {
        by_order.entry(order(host.as_deref(), path.0, &path.1)).or_default().push((host, path));
    }
    let all = by_order.into_iter();
    all.map(|(order, paths)| {
        let mut object = object(hosts(paths.into_iter()));
        object.metadata.annotations.get_or_insert_default().extend(of_alb(&meta.namespace, ready, order));
        // A point is in no name of a deployment.
        object.metadata.name = Some(format!("{}.{order}", meta.name));
        Document::of(&object)
    })
    .collect()
}

fn hosts(paths: impl Iterator<Item = (Option<String>, (&'static str, String))>) -> Hosts {
    paths.fold(Hosts::new(), |mut hosts, (host, path)| {
        hosts.entry(host).or_default().insert(path);
        hosts
    })
}

/// What names a host goes before what takes any, as with other controllers and with a Gateway. Longer paths of it go
/// first, and an exact one before a prefix: the controller puts the paths of one Ingress into this order, and those of
/// several by what they say.
fn order(host: Option<&str>, kind: &str, path: &str) -> usize {
    let [named, below, any] = LAST;
    let last = host.map_or(any, |host| if host.starts_with('*') { below } else { named });
    last - (2 * path.len() - usize::from(kind != "Exact")).min(ROOM)
}

/// What the AWS Load Balancer Controller is told (its guide, annotations of an Ingress, 2026-11): the pods themselves are
/// targets, since a Service has no port on the nodes; they say whether they are ready; and all Ingresses of the
/// application are one load balancer. Whether the internet reaches it is left to the class: it does not by itself.
fn of_alb(namespace: &str, ready: &str, order: usize) -> BTreeMap<String, String> {
    let of = |name: &str, value: String| (format!("alb.ingress.kubernetes.io/{name}"), value);
    BTreeMap::from([
        of("group.name", namespace.to_owned()),
        of("group.order", order.to_string()),
        of("healthcheck-path", ready.to_owned()),
        of("target-type", "ip".to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn what_is_longer_or_exact_goes_first() {
        let orders =
            [("Exact", "/ab"), ("Prefix", "/ab"), ("Exact", "/a"), ("Prefix", "/a"), ("Exact", "/"), ("Prefix", "/")];
        for host in [None, Some("*.example.com"), Some("shop.example.com")] {
            let orders: Vec<usize> = orders.iter().map(|(kind, path)| order(host, kind, path)).collect();
            assert!(orders.is_sorted_by(|one, other| one < other) && orders[5] <= 1000, "{orders:?}");
        }
    }

    #[test]
    fn a_host_that_is_named_goes_first() {
        let long = "/a".repeat(600);
        let hosts = [Some("shop.example.com"), Some("*.example.com"), None];
        for pair in hosts.windows(2) {
            assert!(order(pair[0], "Prefix", "/") < order(pair[1], "Exact", &long), "{pair:?}");
        }
    }
}

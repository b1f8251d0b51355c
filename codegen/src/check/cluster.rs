//! What the cluster must know before a container can run in it and be reached.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use crate::model::route::Route;
use crate::model::{Function, Model, Service, Trigger};
use crate::settings::common::Kubernetes;

/// The image, the way in, and routes that a Gateway can tell apart.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let functions = || model.whole_functions().filter(|it| it.place.value == Place::Container);
    let containers = functions().map(|it| &it.identity).chain(model.whole_services().map(|it| &it.identity));
    let Some(first) = containers.into_iter().next() else { return };
    let settings = &model.settings.kubernetes;
    if settings.image.is_none() {
        let wrong =
            Diagnostic::error(codes::MISSING_SETTING, first.at, "nothing says where the image of containers is");
        diagnostics.push(wrong.help("write `kubernetes: { image: registry.example.com/shop }` in `watershed.yaml`"));
    }
    diagnostics.extend_some(namespace(model, first.at));
    let entries: Vec<Entry> = functions()
        .filter_map(of_function(model))
        .chain(model.whole_services().filter_map(of_service(model)))
        .collect();
    let Some(first) = entries.first() else { return };
    if settings.gateway.is_none() && settings.ingress.is_none() && !settings.is_internal() {
        let message = "nothing leads requests to this container";
        let wrong = Diagnostic::error(codes::NO_WAY_IN, first.at, message);
        let wrong =
            wrong.help("write `kubernetes: { gateway: { name: public, namespace: gateways } }` in `watershed.yaml`");
        let wrong = wrong.help("or `kubernetes: { ingress: { class: nginx }, traffic_from: [ingress-nginx] }`");
        diagnostics.push(wrong.help("or `kubernetes: { internal: true }` where only the cluster itself may call"));
    }
    diagnostics.extend_some(forwarded(settings));
    diagnostics.extend_some(certificate(settings));
    if !settings.is_internal() {
        apart(&entries, settings.gateway.is_none(), diagnostics);
    }
}

/// An Ingress whose requests the policies would keep out.
fn forwarded(settings: &Kubernetes) -> Option<Diagnostic> {
    let ingress = settings.ingress.as_ref()?;
    let is_open = settings.traffic_from.iter().any(|from| !settings.is_alb() || from.value.contains('/'));
    if is_open {
        return None;
    }
    let (message, help) = if settings.is_alb() {
        (
            "nothing says which addresses the load balancer forwards requests from",
            "write `traffic_from: [10.0.0.0/16]` beside `ingress`: the addresses of the VPC, or of the load balancer's \
             subnets",
        )
    } else {
        (
            "nothing says which pods or addresses the Ingress forwards requests from",
            "write `traffic_from: [ingress-nginx]` beside `ingress`: the controller's namespace",
        )
    };
    Some(Diagnostic::error(codes::MISSING_SETTING, ingress.class.span, message).help(help))
}

/// A Secret that the AWS Load Balancer Controller does not read: its listener would have no TLS (its guide, "Certificate
/// Discovery", 2026-11).
fn certificate(settings: &Kubernetes) -> Option<Diagnostic> {
    let ingress = settings.ingress.as_ref().filter(|_| settings.is_alb())?;
    let message = "the AWS Load Balancer Controller reads no Secret, and requests would come without TLS";
    let wrong = Diagnostic::error(codes::CONFLICT, ingress.tls.as_ref()?.span, message);
    let wrong = wrong.also(ingress.class.span, "its class");
    let help = "remove `tls`, keep the certificate in ACM, and write `alb.ingress.kubernetes.io/listen-ports: \
                '[{\"HTTPS\":443}]'` in a patch of yours, or the certificate's ARN into the `IngressClassParams`";
    Some(wrong.help(help))
}

/// A namespace that nobody wrote and that Kubernetes keeps for itself ("Namespaces" of its documentation, 2026-11).
fn namespace(model: &Model, at: Span) -> Option<Diagnostic> {
    let (app, environment) = (&model.app, &model.environment);
    let is_reserved = model.settings.kubernetes.namespace.is_none() && format!("{app}-").starts_with("kube-");
    is_reserved.then(|| {
        let message = format!("`{app}-{environment}` cannot be the namespace of containers");
        let wrong = Diagnostic::error(codes::BAD_NAME, at, message);
        let wrong = wrong.help("Kubernetes keeps names that begin with `kube-` for itself");
        let help = "write `kubernetes: { namespace: … }` in `watershed.yaml`, or give the application another name";
        wrong.help(help)
    })
}

/// Requests that a deployment wants.
struct Entry {
    deployment: String,
    host: Option<String>,
    method: Option<String>,
    route: Route,
    at: Span,
    is_service: bool,
}

fn of_function(model: &Model) -> impl Fn(&Function) -> Option<Entry> {
    let host = model.settings.kubernetes.host.as_ref().map(|it| it.value.clone());
    move |function| {
        let (method, route) = match &function.trigger {
            Trigger::Http { method, path, .. } => {
                ((method.value != "ANY").then(|| method.value.clone()), Route::of(&path.value))
            }
            Trigger::Url { .. } => (None, Route::below(&format!("/{}", function.identity.id))),
            Trigger::Queue { .. }
            | Trigger::Topic { .. }
            | Trigger::Schedule { .. }
            | Trigger::Table { .. }
            | Trigger::Bucket { .. }
            | Trigger::Event { .. }
            | Trigger::Stream { .. }
            | Trigger::Call => return None,
        };
        let group = function.group.as_ref().map_or(&function.identity.id, |it| &it.value);
        Some(Entry {
            deployment: group.clone(),
            host: host.clone(),
            method,
            route,
            at: function.trigger_at,
            is_service: false,
        })
    }
}

fn of_service(model: &Model) -> impl Fn(&Service) -> Option<Entry> {
    let everywhere = model.settings.kubernetes.host.as_ref().map(|it| it.value.clone());
    move |service| {
        let http = service.http.as_ref()?;
        let path = http.path.as_ref().map_or("/", |path| &path.value);
        let deployment = service.group.as_ref().map_or(&service.identity.id, |it| &it.value).clone();
        let host = http.host.as_ref().map(|it| it.value.clone()).or_else(|| everywhere.clone());
        let at = http.path.as_ref().map_or(service.identity.at, |path| path.span);
        Some(Entry { deployment, host, method: None, route: Route::below(path), at, is_service: true })
    }
}

/// Reports routes of one deployment whose requests would end in another.
fn apart(entries: &[Entry], is_ingress: bool, diagnostics: &mut Diagnostics) {
    for (one, other) in close(entries) {
        let (one, other) = (&entries[one], &entries[other]);
        if one.host != other.host && one.host.is_some() && other.host.is_some() {
            continue;
        }
        let (from, by) = match (other.takes_from(one, is_ingress), one.takes_from(other, is_ingress)) {
            (true, _) => (one, other),
            (false, true) => (other, one),
            (false, false) => continue,
        };
        let message = format!("requests below `{}` would end in another deployment", by.route.literal());
        let wrong = Diagnostic::error(codes::SHADOWED_ROUTE, from.at, message).also(by.at, "the other route");
        // Two services listen on two ports, and a deployment has one.
        let help = if one.is_service && other.is_service {
            "give one of them another `path` or `host`: a longer path goes first"
        } else {
            "write the same `group = \"…\"` on both, or give one of them another path"
        };
        diagnostics.push(wrong.help(help));
    }
}

/// The pairs of different deployments of which one path begins literally as the other does. No other route takes from
/// another one: see [`Route::takes_from`] and [`Route::covers`].
fn close(entries: &[Entry]) -> BTreeSet<(usize, usize)> {
    let literals: Vec<String> = entries.iter().map(|entry| entry.route.literal()).collect();
    let mut by_literal: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (index, (literal, entry)) in literals.iter().zip(entries).enumerate() {
        by_literal.entry(literal).or_default().entry(&entry.deployment).or_default().push(index);
    }
    let mut pairs = BTreeSet::new();
    for (index, (literal, entry)) in literals.iter().zip(entries).enumerate() {
        let ends = literal.match_indices('/').map(|(end, _)| end).filter(|end| *end > 0);
        let beginnings = ends.map(|end| &literal[..end]).chain(["/", literal.as_str()]);
        for others in beginnings.filter_map(|beginning| by_literal.get(beginning)) {
            let others = others.iter().filter(|(deployment, _)| **deployment != entry.deployment);
            let others = others.flat_map(|(_, others)| others);
            pairs.extend(others.map(|other| (index.min(*other), index.max(*other))));
        }
    }
    pairs
}

impl Entry {
    /// Whether requests for `other` would come here. An Ingress does not know methods.
    fn takes_from(&self, other: &Self, is_ingress: bool) -> bool {
        let methods = self.method.is_none() || other.method.is_none() || self.method == other.method;
        let exact = is_ingress && !methods && (other.route == self.route || other.route.covers(&self.route));
        exact || ((methods || is_ingress) && self.route.takes_from(&other.route))
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, close};
    use crate::model::route::Route;

    /// Whatever takes from another one is looked at, with and without methods, on a Gateway and behind an Ingress.
    #[test]
    fn no_pair_is_passed_over() {
        let parts = ["a", "b", "{x}", "{rest+}"];
        let mut paths = vec![String::from("/")];
        for length in 1..=3_u32 {
            for number in 0..4_usize.pow(length) {
                let digits = (0..length).map(|place| parts[number / 4_usize.pow(place) % 4]);
                paths.push(digits.fold(String::new(), |path, part| path + "/" + part));
            }
        }
        let routes = paths.iter().flat_map(|path| [Route::of(path), Route::below(path)]);
        let entry = |(number, route): (usize, Route)| Entry {
            deployment: format!("{number}"),
            host: None,
            method: [None, Some("GET"), Some("PUT")][number % 3].map(str::to_owned),
            route,
            at: watershed_grammar::Span::default(),
            is_service: false,
        };
        let entries: Vec<Entry> = routes.enumerate().map(entry).collect();
        let close = close(&entries);
        let mut shadowed = 0;
        for (index, one) in entries.iter().enumerate() {
            for (other, second) in entries.iter().enumerate().skip(index + 1) {
                let takes = |is_ingress| one.takes_from(second, is_ingress) || second.takes_from(one, is_ingress);
                if takes(false) || takes(true) {
                    assert!(close.contains(&(index, other)), "{} {}", paths[index / 2], paths[other / 2]);
                    shadowed += 1;
                }
            }
        }
        assert!(
            shadowed > 1000 && close.len() < entries.len() * (entries.len() - 1) / 2,
            "{shadowed} of {}",
            close.len()
        );
    }
}

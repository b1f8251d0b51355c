//! What two environments cannot share in a cluster: a namespace, and a host.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes};

use crate::model::{Model, Trigger};

/// How to say that nothing is shared.
const TWO_CLUSTERS: &str = "or write `warnings: { WS0415: ignore }` where they are in two clusters";

/// Namespaces and hosts of all environments.
pub fn across(models: &[&Model], diagnostics: &mut Diagnostics) {
    let (mut namespaces, mut hosts) = (BTreeMap::new(), BTreeMap::new());
    for model in models.iter().copied().filter(|model| has_containers(model)) {
        let name = namespace(model);
        let at = model.settings.kubernetes.namespace.as_ref().map(|it| it.span);
        if let Some((other, earlier)) = namespaces.insert(name.clone(), (model, at))
            && let Some(at) = at.or(earlier)
        {
            let what = format!("be in the namespace `{name}`");
            diagnostics.push(shared(other, model, &what, at).help(TWO_CLUSTERS));
        }
        let Some(way) = way(model) else { continue };
        for host in served(model) {
            if let Some(other) = hosts.insert((way.clone(), host.value.clone()), model) {
                let what = format!("answer to `{}`", host.value);
                diagnostics.push(shared(other, model, &what, host.span).help(TWO_CLUSTERS));
            }
        }
    }
}

fn namespace(model: &Model) -> String {
    let written = model.settings.kubernetes.namespace.as_ref();
    written.map_or_else(|| format!("{}-{}", model.app, model.environment), |it| it.value.clone())
}

fn shared(one: &Model, other: &Model, what: &str, at: Span) -> Diagnostic {
    let message = format!("`{}` and `{}` would both {what}", one.environment, other.environment);
    Diagnostic::warning(codes::SHARED_PLACE, at, message).help("write another one for each environment")
}

fn has_containers(model: &Model) -> bool {
    let mut functions = model.whole_functions();
    model.whole_services().next().is_some() || functions.any(|it| it.place.value == Place::Container)
}

/// The Gateway or the class of Ingresses that requests come by.
fn way(model: &Model) -> Option<String> {
    let settings = &model.settings.kubernetes;
    let gateway = settings.gateway.as_ref().map(|gateway| {
        let namespace = gateway.namespace.as_ref().map_or_else(|| namespace(model), |it| it.value.clone());
        let listener = gateway.listener.as_ref().map_or("", |it| &it.value);
        format!("gateway {namespace} {} {listener}", gateway.name.value)
    });
    gateway.or_else(|| settings.ingress.as_ref().map(|it| format!("ingress {}", it.class.value)))
}

/// The hosts that containers answer to.
fn served(model: &Model) -> Vec<Spanned<String>> {
    let everywhere = model.settings.kubernetes.host.as_ref();
    let functions = model.whole_functions().filter(|it| it.place.value == Place::Container);
    let functions = functions.filter(|it| matches!(it.trigger, Trigger::Http { .. } | Trigger::Url { .. }));
    let of_functions = functions.filter_map(|_| everywhere);
    let services = model.whole_services().filter_map(|it| it.http.as_ref());
    let of_services = services.filter_map(|http| http.host.as_ref().or(everywhere));
    let mut seen = BTreeSet::new();
    of_functions.chain(of_services).filter(|host| seen.insert(host.value.clone())).cloned().collect()
}

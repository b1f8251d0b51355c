//! `kubernetes:`: what containers need to know.

use watershed_grammar::{Diagnostic, Spanned, codes};

use super::section::Section;
use super::{fault, keys};

/// What Kubernetes needs.
#[derive(Clone, Debug, Default)]
pub struct Kubernetes {
    /// The namespace; `{app}-{environment}` where nothing is said.
    pub namespace: Option<Spanned<String>>,
    /// The Gateway that routes hang on.
    pub gateway: Option<Gateway>,
    /// Ingresses, where there is no Gateway.
    pub ingress: Option<Ingress>,
    /// The host name of routes into containers.
    pub host: Option<Spanned<String>>,
    /// The repository of the image.
    pub image: Option<Spanned<String>>,
    /// Where requests come from: namespaces, or addresses such as `10.0.0.0/16`.
    pub traffic_from: Vec<Spanned<String>>,
    /// Who collects metrics: namespaces, or addresses.
    pub metrics_from: Vec<Spanned<String>>,
    /// Whether HTTP stays inside the cluster.
    pub internal: Option<Spanned<bool>>,
}

/// A Gateway that exists already.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// Its name.
    pub name: Spanned<String>,
    /// Its namespace; the application's own where nothing is said.
    pub namespace: Option<Spanned<String>>,
    /// The listener that takes requests; all of them where nothing is said.
    pub listener: Option<Spanned<String>>,
}

/// How Ingresses are.
#[derive(Clone, Debug)]
pub struct Ingress {
    /// The `IngressClass`.
    pub class: Spanned<String>,
    /// The Secret with the certificate of their hosts; the controller's own where nothing is said.
    pub tls: Option<Spanned<String>>,
}

impl Kubernetes {
    /// Reads the section.
    pub fn read(section: &mut Section<'_>) -> Self {
        let gateway = section.section("gateway", &[keys::GATEWAY], |inner| {
            let name = inner.needed("name", fault::subdomain);
            let (namespace, listener) =
                (inner.good("namespace", fault::label), inner.good("listener", fault::subdomain));
            Some(Gateway { name: name?, namespace, listener })
        });
        let ingress = section.section("ingress", &[keys::INGRESS], |inner| {
            let class = inner.needed("class", fault::subdomain);
            let tls = inner.good("tls", fault::subdomain);
            Some(Ingress { class: class?, tls })
        });
        let kubernetes = Self {
            namespace: section.good("namespace", fault::namespace),
            gateway: gateway.flatten(),
            ingress: ingress.flatten(),
            host: section.good("host", fault::route_host),
            image: section.good("image", fault::image),
            traffic_from: section.all_good("traffic_from", fault::source),
            metrics_from: section.all_good("metrics_from", fault::source),
            internal: section.flag("internal"),
        };
        if let (Some(Gateway { name: gateway, .. }), Some(ingress)) = (&kubernetes.gateway, &kubernetes.ingress) {
            let message = "routes hang on a Gateway or on Ingresses";
            let wrong = Diagnostic::error(codes::CONFLICT, ingress.class.span, message);
            section.diagnostics.push(wrong.also(gateway.span, "the other one").help("keep one of them"));
        }
        let is_internal = kubernetes.internal.as_ref().filter(|it| it.value);
        let way =
            kubernetes.gateway.as_ref().map(|it| it.name.span).or(kubernetes.ingress.as_ref().map(|it| it.class.span));
        if let (Some(internal), Some(way)) = (is_internal, way) {
            let message = "HTTP stays inside the cluster, or something leads requests to it";
            let wrong = Diagnostic::error(codes::CONFLICT, internal.span, message);
            section.diagnostics.push(wrong.also(way, "the way in").help("keep one of them"));
        }
        kubernetes
    }

    /// Whether HTTP stays inside the cluster.
    pub fn is_internal(&self) -> bool {
        self.internal.as_ref().is_some_and(|it| it.value)
    }

    /// Whether the AWS Load Balancer Controller makes the Ingresses, by the class that its installation has (2026-11).
    pub fn is_alb(&self) -> bool {
        self.ingress.as_ref().is_some_and(|it| it.class.value == "alb")
    }

    /// This word, and the one below where it says nothing.
    #[must_use]
    pub fn over(&self, below: &Self) -> Self {
        // A Gateway here stands in the place of the Ingresses below, and the other way round; so does no way in at all.
        let says_way = self.gateway.is_some() || self.ingress.is_some() || self.is_internal();
        let way = if says_way { self } else { below };
        Self {
            namespace: self.namespace.clone().or_else(|| below.namespace.clone()),
            gateway: way.gateway.clone(),
            ingress: way.ingress.clone(),
            host: self.host.clone().or_else(|| below.host.clone()),
            image: self.image.clone().or_else(|| below.image.clone()),
            traffic_from: if says_way || !self.traffic_from.is_empty() {
                self.traffic_from.clone()
            } else {
                below.traffic_from.clone()
            },
            metrics_from: if self.metrics_from.is_empty() { &below.metrics_from } else { &self.metrics_from }.clone(),
            internal: if says_way {
                self.internal.clone()
            } else {
                self.internal.clone().or_else(|| below.internal.clone())
            },
        }
    }
}

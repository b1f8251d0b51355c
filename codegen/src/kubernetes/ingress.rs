//! An Ingress: requests from outside, where there is no Gateway.

use std::collections::{BTreeMap, BTreeSet};

use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule, IngressServiceBackend, IngressSpec,
    IngressTLS, ServiceBackendPort,
};

use super::Meta;
use super::pod::PORT_NAME;

/// Leads requests to the Service of the same name: for each host name, `Exact` or `Prefix`, and the path;
/// with the certificate of a Secret.
pub fn ingress(
    meta: &Meta,
    class: &str,
    tls: Option<&str>,
    hosts: &BTreeMap<Option<String>, BTreeSet<(&'static str, String)>>,
) -> Ingress {
    let backend = || IngressBackend {
        service: Some(IngressServiceBackend {
            name: meta.name.clone(),
            port: Some(ServiceBackendPort { name: Some(PORT_NAME.to_owned()), number: None }),
        }),
        resource: None,
    };
    let path = |(kind, path): &(&'static str, String)| HTTPIngressPath {
        backend: backend(),
        path: Some(path.clone()),
        path_type: (*kind).to_owned(),
    };
    let rule = |(host, paths): (&Option<String>, &BTreeSet<(&'static str, String)>)| IngressRule {
        host: host.clone(),
        http: Some(HTTPIngressRuleValue { paths: paths.iter().map(path).collect() }),
    };
    let spec = IngressSpec {
        ingress_class_name: Some(class.to_owned()),
        rules: Some(hosts.iter().map(rule).collect()),
        tls: tls.map(|secret| {
            let named: Vec<String> = hosts.keys().flatten().cloned().collect();
            let hosts = (!named.is_empty()).then_some(named);
            vec![IngressTLS { hosts, secret_name: Some(secret.to_owned()) }]
        }),
        ..IngressSpec::default()
    };
    Ingress { metadata: meta.object(), spec: Some(spec), ..Ingress::default() }
}

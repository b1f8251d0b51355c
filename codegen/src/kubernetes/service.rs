//! A Service: the name of a workload inside the cluster.

use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::Meta;
use super::pod::PORT_NAME;

/// The port of every Service, so that URLs inside the cluster need none.
pub const PORT: i32 = 80;

/// A Service in front of the pods of a workload.
pub fn service(meta: &Meta) -> Service {
    let port = ServicePort {
        name: Some(PORT_NAME.to_owned()),
        port: PORT,
        target_port: Some(IntOrString::String(PORT_NAME.to_owned())),
        ..ServicePort::default()
    };
    let spec = ServiceSpec { selector: Some(meta.selected()), ports: Some(vec![port]), ..ServiceSpec::default() };
    Service { metadata: meta.object(), spec: Some(spec), ..Service::default() }
}

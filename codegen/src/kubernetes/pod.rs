//! The pod of a workload: one container that may do as little as possible.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    Capabilities, ConfigMapEnvSource, Container, ContainerPort, EmptyDirVolumeSource, EnvFromSource, HTTPGetAction,
    Lifecycle, LifecycleHandler, PodSecurityContext, PodSpec, PodTemplateSpec, Probe, ResourceRequirements,
    SeccompProfile, SecurityContext, SleepAction, TopologySpreadConstraint, Volume, VolumeMount,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::Meta;
use super::tags::CHECKSUM;

/// The name of the port that a program listens on.
pub const PORT_NAME: &str = "http";
/// The name of the port that Prometheus collects from.
pub const METRICS_NAME: &str = "metrics";
/// The user of the image, who owns nothing in it.
const USER: i64 = 65532;

/// What is different from pod to pod.
#[derive(Clone, Debug)]
pub struct Pod {
    /// The image with its tag.
    pub image: String,
    /// `amd64` or `arm64`
    pub arch: &'static str,
    /// Thousandths of a core.
    pub cpu: u32,
    /// MB.
    pub memory: u32,
    /// MB of `/tmp`.
    pub disk: u32,
    /// What the pod rolls over for.
    pub checksum: String,
    /// Whether it stays, or runs to its end.
    pub life: Life,
}

/// How long a pod lives.
#[derive(Clone, Debug)]
pub enum Life {
    /// It stays, and says how it is.
    Stays {
        /// Where it listens.
        port: u16,
        /// The path that says that it is ready.
        ready: String,
        /// Seconds that it has to stop.
        grace: u64,
        /// Seconds between leaving the Service and the signal to stop.
        drain: u32,
        /// Where Prometheus collects.
        metrics: Option<u16>,
    },
    /// It runs to its end.
    Ends {
        /// Seconds after which it is ended.
        within: u64,
        /// Seconds that it has to stop.
        grace: u64,
    },
}

/// The template of a workload's pods.
pub fn template(meta: &Meta, pod: &Pod) -> PodTemplateSpec {
    let mut annotations = meta.annotations().unwrap_or_default();
    annotations.insert(CHECKSUM.to_owned(), pod.checksum.clone());
    let metadata = ObjectMeta { labels: Some(meta.labels()), annotations: Some(annotations), ..ObjectMeta::default() };
    PodTemplateSpec { metadata: Some(metadata), spec: Some(spec(meta, pod)) }
}

fn spec(meta: &Meta, pod: &Pod) -> PodSpec {
    let (stays, within, grace) = match pod.life {
        Life::Stays { grace, .. } => (true, None, grace),
        Life::Ends { within, grace } => (false, Some(within), grace),
    };
    let temporary = Volume {
        name: "tmp".to_owned(),
        empty_dir: Some(EmptyDirVolumeSource { size_limit: Some(megabytes(pod.disk)), medium: None }),
        ..Volume::default()
    };
    PodSpec {
        service_account_name: Some(meta.name.clone()),
        automount_service_account_token: Some(false),
        enable_service_links: Some(false),
        node_selector: Some(BTreeMap::from([("kubernetes.io/arch".to_owned(), pod.arch.to_owned())])),
        security_context: Some(PodSecurityContext {
            run_as_non_root: Some(true),
            run_as_user: Some(USER),
            run_as_group: Some(USER),
            fs_group: Some(USER),
            seccomp_profile: Some(SeccompProfile { type_: "RuntimeDefault".to_owned(), localhost_profile: None }),
            ..PodSecurityContext::default()
        }),
        topology_spread_constraints: stays.then(|| spread(meta)),
        restart_policy: (!stays).then(|| "Never".to_owned()),
        active_deadline_seconds: within.map(seconds),
        termination_grace_period_seconds: Some(seconds(grace)),
        containers: vec![container(meta, pod)],
        volumes: Some(vec![temporary]),
        ..PodSpec::default()
    }
}

fn container(meta: &Meta, pod: &Pod) -> Container {
    let environment = EnvFromSource {
        config_map_ref: Some(ConfigMapEnvSource { name: meta.name.clone(), optional: None }),
        ..EnvFromSource::default()
    };
    let mount = VolumeMount { name: "tmp".to_owned(), mount_path: "/tmp".to_owned(), ..VolumeMount::default() };
    let container = Container {
        name: meta.name.clone(),
        image: Some(pod.image.clone()),
        // The tag names the environment and moves; a digest that is pinned costs no more than a question.
        image_pull_policy: Some("Always".to_owned()),
        env_from: Some(vec![environment]),
        resources: Some(resources(pod)),
        security_context: Some(SecurityContext {
            allow_privilege_escalation: Some(false),
            read_only_root_filesystem: Some(true),
            capabilities: Some(Capabilities { drop: Some(vec!["ALL".to_owned()]), add: None }),
            ..SecurityContext::default()
        }),
        volume_mounts: Some(vec![mount]),
        ..Container::default()
    };
    match &pod.life {
        Life::Stays { port, ready, drain, metrics, .. } => alive(container, (*port, *metrics), ready, *drain),
        Life::Ends { .. } => container,
    }
}

/// The ports and the probes of a program that stays.
fn alive(container: Container, (port, metrics): (u16, Option<u16>), ready: &str, drain: u32) -> Container {
    let named = |name: &str, port: u16| ContainerPort {
        name: Some(name.to_owned()),
        container_port: i32::from(port),
        ..ContainerPort::default()
    };
    let metrics = metrics.map(|port| named(METRICS_NAME, port));
    let sleep =
        || LifecycleHandler { sleep: Some(SleepAction { seconds: i64::from(drain) }), ..LifecycleHandler::default() };
    Container {
        ports: Some(std::iter::once(named(PORT_NAME, port)).chain(metrics).collect()),
        // A minute to start, in steps of 2 seconds, so that a quick start is seen at once.
        startup_probe: Some(probe("/livez", 2, 30)),
        liveness_probe: Some(probe("/livez", 10, 3)),
        readiness_probe: Some(probe(ready, 5, 2)),
        // The Service forgets a pod while it is told to stop; without a pause, the last requests would meet nobody.
        lifecycle: (drain > 0).then(|| Lifecycle { pre_stop: Some(sleep()), ..Lifecycle::default() }),
        ..container
    }
}

fn probe(path: &str, period: i32, failures: i32) -> Probe {
    Probe {
        http_get: Some(HTTPGetAction {
            path: Some(path.to_owned()),
            port: IntOrString::String(PORT_NAME.to_owned()),
            ..HTTPGetAction::default()
        }),
        period_seconds: Some(period),
        timeout_seconds: Some(2),
        failure_threshold: Some(failures),
        ..Probe::default()
    }
}

/// Memory is a limit, because what is missing cannot be lent; processor time is not, because it can.
fn resources(pod: &Pod) -> ResourceRequirements {
    let cpu = ("cpu".to_owned(), Quantity(format!("{}m", pod.cpu)));
    let memory = || ("memory".to_owned(), megabytes(pod.memory));
    ResourceRequirements {
        requests: Some(BTreeMap::from([cpu, memory()])),
        limits: Some(BTreeMap::from([memory()])),
        ..ResourceRequirements::default()
    }
}

/// Over zones and over nodes, where there is room; per version, so that a rollout does not count the old one.
fn spread(meta: &Meta) -> Vec<TopologySpreadConstraint> {
    let over = |key: &str| TopologySpreadConstraint {
        topology_key: key.to_owned(),
        max_skew: 1,
        when_unsatisfiable: "ScheduleAnyway".to_owned(),
        label_selector: Some(meta.selector()),
        match_label_keys: Some(vec!["pod-template-hash".to_owned()]),
        ..TopologySpreadConstraint::default()
    };
    vec![over("topology.kubernetes.io/zone"), over("kubernetes.io/hostname")]
}

/// AWS Lambda's MB are 1,024 times 1,024 bytes, which Kubernetes calls `Mi`.
fn megabytes(size: u32) -> Quantity {
    Quantity(format!("{size}Mi"))
}

fn seconds(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

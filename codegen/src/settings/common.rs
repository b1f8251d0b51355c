//! What the application says and an environment may say otherwise.

use std::collections::BTreeMap;

use watershed_grammar::trigger::http::Auth;
use watershed_grammar::{Diagnostic, Spanned, codes};

use super::section::Section;
use super::yaml::{Content, Node};

/// Settings of the application or of one environment; `None` where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// The AWS region.
    pub region: Option<Spanned<String>>,
    /// The processor of functions that do not say theirs: `arm64` or `x86_64`.
    pub arch: Option<Spanned<String>>,
    /// `http:`
    pub http: Http,
    /// Tags on everything.
    pub tags: BTreeMap<String, Spanned<String>>,
    /// How long logs are kept, in days.
    pub log_retention: Option<Spanned<u32>>,
    /// Whether requests are traced with X-Ray.
    pub tracing: Option<Spanned<bool>>,
    /// Whether alarms are written.
    pub alarms: Option<Spanned<bool>>,
    /// Where Terraform keeps its state.
    pub backend: Option<Backend>,
    /// `kubernetes:`
    pub kubernetes: Kubernetes,
    /// `vpc:`
    pub vpc: Option<Vpc>,
}

/// The application's HTTP API.
#[derive(Clone, Debug, Default)]
pub struct Http {
    /// Who may call routes that say nothing.
    pub auth: Option<Spanned<Auth>>,
    /// Which other sites may call it.
    pub cors: Option<Cors>,
    /// Its own domain.
    pub domain: Option<Spanned<String>>,
    /// The ARN of the certificate for the domain.
    pub certificate: Option<Spanned<String>>,
}

/// Cross-origin requests.
#[derive(Clone, Debug, Default)]
pub struct Cors {
    /// The sites.
    pub origins: Vec<String>,
    /// The methods.
    pub methods: Vec<String>,
    /// The headers that a request may have.
    pub headers: Vec<String>,
}

/// Where Terraform keeps its state.
#[derive(Clone, Debug)]
pub struct Backend {
    /// `s3`, `gcs`, `http`, …
    pub kind: Spanned<String>,
    /// Its arguments, with `{environment}` to be filled in.
    pub arguments: Vec<(String, Content)>,
}

/// What Kubernetes needs.
#[derive(Clone, Debug, Default)]
pub struct Kubernetes {
    /// The namespace; `{app}-{environment}` where nothing is said.
    pub namespace: Option<Spanned<String>>,
    /// The Gateway that routes hang on: name and namespace.
    pub gateway: Option<(Spanned<String>, Option<Spanned<String>>)>,
    /// The class of Ingresses, where there is no Gateway.
    pub ingress: Option<Spanned<String>>,
    /// The host name of routes into containers.
    pub host: Option<Spanned<String>>,
    /// The repository of the image.
    pub image: Option<Spanned<String>>,
}

/// Where functions with `vpc` run.
#[derive(Clone, Debug, Default)]
pub struct Vpc {
    /// Subnets.
    pub subnets: Vec<Spanned<String>>,
    /// Security groups.
    pub security_groups: Vec<Spanned<String>>,
}

impl Common {
    /// Reads the shared settings of a section.
    pub fn read(section: &mut Section<'_>) -> Self {
        let mut common = Self {
            region: section.text("region"),
            arch: section.text("arch"),
            tags: section.pairs("tags"),
            log_retention: None,
            tracing: section.flag("tracing"),
            alarms: section.flag("alarms"),
            ..Self::default()
        };
        if let Some(arch) = common.arch.take_if(|arch| !matches!(arch.value.as_str(), "arm64" | "x86_64")) {
            let message = format!("`{}` is not a processor", arch.value.escape_debug());
            let wrong = Diagnostic::error(codes::BAD_SETTINGS, arch.span, message);
            section.diagnostics.push(wrong.help("write `arm64` or `x86_64`"));
        }
        if let Some(node) = section.take("logs") {
            let mut logs = Section::new("`logs`", node, section.diagnostics);
            common.log_retention = retention(&mut logs);
            logs.finish();
        }
        if let Some(node) = section.take("http") {
            common.http = http(node, section);
        }
        if let Some(node) = section.take("terraform") {
            common.backend = terraform(node, section);
        }
        if let Some(node) = section.take("kubernetes") {
            common.kubernetes = kubernetes(node, section);
        }
        if let Some(node) = section.take("vpc") {
            let mut inner = Section::new("`vpc`", node, section.diagnostics);
            let subnets = inner.texts("subnets").unwrap_or_default();
            let security_groups = inner.texts("security_groups").unwrap_or_default();
            inner.finish();
            common.vpc = Some(Vpc { subnets, security_groups });
        }
        common
    }

    /// The environment's word, and the application's where it says nothing.
    #[must_use]
    pub fn over(&self, application: &Self) -> Self {
        let mut tags = application.tags.clone();
        tags.extend(self.tags.clone());
        let (http, kubernetes) = (&self.http, &self.kubernetes);
        let (below, cluster) = (&application.http, &application.kubernetes);
        Self {
            region: self.region.clone().or_else(|| application.region.clone()),
            arch: self.arch.clone().or_else(|| application.arch.clone()),
            http: Http {
                auth: http.auth.clone().or_else(|| below.auth.clone()),
                cors: http.cors.clone().or_else(|| below.cors.clone()),
                domain: http.domain.clone().or_else(|| below.domain.clone()),
                certificate: http.certificate.clone().or_else(|| below.certificate.clone()),
            },
            tags,
            log_retention: self.log_retention.clone().or_else(|| application.log_retention.clone()),
            tracing: self.tracing.clone().or_else(|| application.tracing.clone()),
            alarms: self.alarms.clone().or_else(|| application.alarms.clone()),
            backend: self.backend.clone().or_else(|| application.backend.clone()),
            kubernetes: Kubernetes {
                namespace: kubernetes.namespace.clone().or_else(|| cluster.namespace.clone()),
                gateway: kubernetes.gateway.clone().or_else(|| cluster.gateway.clone()),
                ingress: kubernetes.ingress.clone().or_else(|| cluster.ingress.clone()),
                host: kubernetes.host.clone().or_else(|| cluster.host.clone()),
                image: kubernetes.image.clone().or_else(|| cluster.image.clone()),
            },
            vpc: self.vpc.clone().or_else(|| application.vpc.clone()),
        }
    }
}

/// What CloudWatch Logs takes, in days (PutRetentionPolicy, 2026-11).
const RETENTION: &[u32] =
    &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

fn retention(section: &mut Section<'_>) -> Option<Spanned<u32>> {
    let days = section.number("retention")?;
    if RETENTION.contains(&days.value) {
        return Some(days);
    }
    let shown = RETENTION.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let wrong = Diagnostic::error(
        codes::BAD_SETTINGS,
        days.span,
        format!("CloudWatch does not keep logs for {} days", days.value),
    );
    section.diagnostics.push(wrong.help(format!("one of {shown}")));
    None
}

fn http(node: Node, outer: &mut Section<'_>) -> Http {
    let mut section = Section::new("`http`", node, outer.diagnostics);
    let auth = section.take("auth").and_then(|node| auth(node, &mut section));
    let cors = section.take("cors").map(|node| {
        let mut inner = Section::new("`cors`", node, section.diagnostics);
        let mut list = |key| inner.texts(key).unwrap_or_default().into_iter().map(|it| it.value).collect();
        let cors = Cors { origins: list("origins"), methods: list("methods"), headers: list("headers") };
        inner.finish();
        cors
    });
    let http = Http { auth, cors, domain: section.text("domain"), certificate: section.text("certificate") };
    section.finish();
    http
}

fn auth(node: Node, section: &mut Section<'_>) -> Option<Spanned<Auth>> {
    let span = node.span;
    let auth = match node.value {
        Content::Text(word) if word == "none" => Auth::None,
        Content::Text(word) if word == "iam" => Auth::Iam,
        Content::Map(mut entries) if entries.len() == 1 && entries[0].0.value == "jwt" => {
            let mut inner = Section::new("`jwt`", entries.remove(0).1, section.diagnostics);
            let (issuer, audience) = (inner.text("issuer"), inner.texts("audience").unwrap_or_default());
            inner.finish();
            Auth::Jwt { issuer: issuer?.value, audience: audience.into_iter().map(|it| it.value).collect() }
        }
        other => {
            section.wrong(span, "`auth` is `none`, `iam` or `{ jwt: { issuer: …, audience: […] } }`", &other);
            return None;
        }
    };
    Some(Spanned::new(auth, span))
}

fn terraform(node: Node, outer: &mut Section<'_>) -> Option<Backend> {
    let mut section = Section::new("`terraform`", node, outer.diagnostics);
    let backend = section.take("backend").and_then(|node| {
        let mut inner = Section::new("`backend`", node, section.diagnostics);
        let kind = inner.text("kind");
        if kind.is_none() {
            let wrong = Diagnostic::error(codes::MISSING_SETTING, inner.at(), "a backend says its `kind`");
            inner.diagnostics.push(wrong.help("write `kind: s3`"));
        }
        let arguments = inner.rest().into_iter().map(|(key, node)| (key.value, node.value)).collect();
        Some(Backend { kind: kind?, arguments })
    });
    section.finish();
    backend
}

fn kubernetes(node: Node, outer: &mut Section<'_>) -> Kubernetes {
    let mut section = Section::new("`kubernetes`", node, outer.diagnostics);
    let gateway = section.take("gateway").and_then(|node| {
        let mut inner = Section::new("`gateway`", node, section.diagnostics);
        let (name, namespace) = (inner.text("name"), inner.text("namespace"));
        inner.finish();
        Some((name?, namespace))
    });
    let ingress = section.take("ingress").and_then(|node| {
        let mut inner = Section::new("`ingress`", node, section.diagnostics);
        let class = inner.text("class");
        inner.finish();
        class
    });
    let kubernetes = Kubernetes {
        namespace: section.text("namespace"),
        gateway,
        ingress,
        host: section.text("host"),
        image: section.text("image"),
    };
    section.finish();
    kubernetes
}

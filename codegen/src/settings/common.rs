//! What the application says and an environment may say otherwise.

use std::collections::BTreeMap;

use watershed_grammar::limits::{SECURITY_GROUPS, SUBNETS};
use watershed_grammar::tags::{Tag, key_fault, own_fault, value_fault};
use watershed_grammar::{Diagnostic, Spanned, codes};

pub use super::backend::Backend;
pub use super::http::{Cors, Http};
pub use super::kubernetes::Kubernetes;
use super::limits::{self, Limits, Warnings};
use super::section::Section;
pub use super::security::{Encryption, Signing};
use super::{endpoints, fault, keys, regions, security};

/// Settings of the application or of one environment; `None` where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// The AWS region.
    pub region: Option<Spanned<String>>,
    /// Whether a region is written, however badly.
    pub says_region: bool,
    /// The processor of functions that do not say theirs: `arm64` or `x86_64`.
    pub arch: Option<Spanned<String>>,
    /// `http:`
    pub http: Http,
    /// Tags on everything.
    pub tags: BTreeMap<String, Tag>,
    /// How long logs are kept, in days.
    pub log_retention: Option<Spanned<u32>>,
    /// Whether requests are traced with X-Ray.
    pub tracing: Option<Spanned<bool>>,
    /// Whether alarms are written.
    pub alarms: Option<Spanned<bool>>,
    /// Where Terraform keeps its state.
    pub backend: Option<Backend>,
    /// Whether the role of the deployment is written.
    pub deployer: Option<Spanned<bool>>,
    /// `kubernetes:`
    pub kubernetes: Kubernetes,
    /// `vpc:`
    pub vpc: Option<Vpc>,
    /// Whose key encrypts what is kept.
    pub encryption: Option<Spanned<Encryption>>,
    /// `signing:`
    pub signing: Option<Signing>,
    /// Quotas of the account, by name.
    pub limits: Limits,
    /// How bad a finding is that is a warning elsewhere.
    pub warnings: Warnings,
}

/// Where functions with `vpc` run.
#[derive(Clone, Debug, Default)]
pub struct Vpc {
    /// Subnets.
    pub subnets: Vec<Spanned<String>>,
    /// Security groups.
    pub security_groups: Vec<Spanned<String>>,
    /// Whether the subnets have a NAT gateway.
    pub nat: bool,
    /// Services that it has an endpoint for, by the last part of the endpoint's name.
    pub endpoints: Vec<Spanned<String>>,
}

impl Common {
    /// Reads the shared settings of a section.
    pub fn read(section: &mut Section<'_>) -> Self {
        let terraform = |inner: &mut Section<'_>| (Backend::read(inner), inner.flag("deployer"));
        let (backend, deployer) = section.section("terraform", &[keys::TERRAFORM], terraform).unwrap_or_default();
        Self {
            says_region: section.says("region"),
            region: region(section),
            arch: section.good("arch", arch_fault),
            tags: tags(section),
            log_retention: section.section("logs", &[keys::LOGS], retention).flatten(),
            tracing: section.flag("tracing"),
            alarms: section.flag("alarms"),
            http: section.section("http", &[keys::HTTP], Http::read).unwrap_or_default(),
            backend,
            deployer,
            kubernetes: section.section("kubernetes", &[keys::KUBERNETES], Kubernetes::read).unwrap_or_default(),
            vpc: section.section("vpc", &[keys::VPC], vpc),
            encryption: Encryption::read(section),
            signing: section.section("signing", &[keys::SIGNING], Signing::read),
            limits: limits::limits(section),
            warnings: limits::warnings(section),
        }
    }

    /// The tags on everything.
    pub fn tags(&self) -> BTreeMap<String, String> {
        self.tags.iter().map(|(key, value)| (key.clone(), value.text.clone())).collect()
    }

    /// Whether something else than keys of AWS encrypts.
    pub fn has_key(&self) -> bool {
        self.encryption.as_ref().is_some_and(|it| it.value != Encryption::Aws)
    }

    /// A key that is named is in the region of everything else.
    pub fn check_key(&self, section: &mut Section<'_>) {
        if let (Some(encryption), Some(region)) = (&self.encryption, &self.region) {
            security::check_region(encryption, region, section);
        }
    }

    /// The environment's word, and the application's where it says nothing.
    #[must_use]
    pub fn over(&self, application: &Self) -> Self {
        let mut tags = application.tags.clone();
        tags.extend(self.tags.clone());
        Self {
            region: self.region.clone().or_else(|| application.region.clone()),
            says_region: self.says_region || application.says_region,
            arch: self.arch.clone().or_else(|| application.arch.clone()),
            http: self.http.over(&application.http),
            tags,
            log_retention: self.log_retention.clone().or_else(|| application.log_retention.clone()),
            tracing: self.tracing.clone().or_else(|| application.tracing.clone()),
            alarms: self.alarms.clone().or_else(|| application.alarms.clone()),
            backend: self.backend.clone().or_else(|| application.backend.clone()),
            deployer: self.deployer.clone().or_else(|| application.deployer.clone()),
            kubernetes: self.kubernetes.over(&application.kubernetes),
            vpc: self.vpc.clone().or_else(|| application.vpc.clone()),
            encryption: self.encryption.clone().or_else(|| application.encryption.clone()),
            signing: self.signing.clone().or_else(|| application.signing.clone()),
            limits: limits::over(&self.limits, &application.limits),
            warnings: limits::over(&self.warnings, &application.warnings),
        }
    }
}

fn region(section: &mut Section<'_>) -> Option<Spanned<String>> {
    let region = section.good("region", fault::region);
    section.diagnostics.extend_some(region.as_ref().and_then(regions::unknown));
    region
}

fn arch_fault(text: &str) -> Option<&'static str> {
    (!matches!(text, "arm64" | "x86_64")).then_some("write `arm64` or `x86_64`")
}

fn tags(section: &mut Section<'_>) -> BTreeMap<String, Tag> {
    let mut tags = BTreeMap::new();
    for (key, value) in section.pairs("tags") {
        if let Some(wrong) = own_fault(&key) {
            section.diagnostics.push(wrong);
            continue;
        }
        for (span, fault) in [(key.span, key_fault(&key.value)), (value.span, value_fault(&value.value))] {
            if let Some(fault) = fault {
                let wrong = Diagnostic::error(codes::BAD_SETTINGS, span, "AWS does not take this tag");
                section.diagnostics.push(wrong.help(fault));
            }
        }
        let tag = Tag::of(&key, &value);
        tags.insert(key.value, tag);
    }
    tags
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
    let message = format!("CloudWatch does not keep logs for {} days", days.value);
    let wrong = Diagnostic::error(codes::BAD_SETTINGS, days.span, message);
    section.diagnostics.push(wrong.help(format!("one of {shown}")));
    None
}

fn vpc(section: &mut Section<'_>) -> Vpc {
    Vpc {
        subnets: section.list("subnets", fault::subnet, &SUBNETS, "AWS Lambda"),
        security_groups: section.list("security_groups", fault::security_group, &SECURITY_GROUPS, "AWS Lambda"),
        nat: section.flag("nat").is_some_and(|it| it.value),
        endpoints: endpoints::endpoints(section),
    }
}

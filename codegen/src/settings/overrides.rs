//! What an environment says about single components, within the limits of the attributes.

use watershed_grammar::env::{self, Runs};
use watershed_grammar::value::Duration;
use watershed_grammar::{Spanned, limits};

use super::section::Section;
use super::{fault, keys};

/// About a function or service.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// MB.
    pub memory: Option<Spanned<u32>>,
    /// How long one invocation may take.
    pub timeout: Option<Spanned<Duration>>,
    /// MB of `/tmp`.
    pub disk: Option<Spanned<u32>>,
    /// Thousandths of a core.
    pub cpu: Option<Spanned<u32>>,
    /// How often a failed invocation is tried again.
    pub retries: Option<Spanned<u32>>,
    /// The most at once.
    pub max: Option<Spanned<u32>>,
    /// The host name.
    pub host: Option<Spanned<String>>,
    /// The fewest replicas.
    pub min: Option<Spanned<u32>>,
    /// Environments kept ready.
    pub warm: Option<Spanned<u32>>,
    /// Environment variables, by their names.
    pub env: Vec<(Spanned<String>, Spanned<String>)>,
}

/// About a resource.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// The name or ARN of one that exists already.
    pub external: Option<Spanned<String>>,
}

impl Component {
    /// Reads the settings of one function.
    pub fn function(section: &mut Section<'_>) -> Self {
        let component = Self {
            memory: section.memory("memory", &limits::FUNCTION_MEMORY),
            timeout: section.duration("timeout", &limits::FUNCTION_TIMEOUT),
            disk: section.memory("disk", &limits::FUNCTION_DISK),
            retries: section.integer("retries", &limits::FUNCTION_RETRIES),
            ..Self::default()
        };
        component.shared(section, Runs::Function)
    }

    /// Reads the settings of one service.
    pub fn service(section: &mut Section<'_>) -> Self {
        let memory = section.memory("memory", &limits::SERVICE_MEMORY);
        let cpu = section.cpu("cpu", &limits::SERVICE_CPU);
        let host = section.good("host", fault::route_host);
        Self { memory, cpu, host, ..Self::default() }.shared(section, Runs::Service)
    }

    fn shared(mut self, section: &mut Section<'_>, runs: Runs) -> Self {
        let scale = section.section("scale", &[keys::SCALE], |scale| {
            let (max, min) = (scale.integer("max", &limits::SCALE_MAX), scale.integer("min", &limits::SCALE_MIN));
            (max, min, scale.integer("warm", &limits::SCALE_MIN))
        });
        (self.max, self.min, self.warm) = scale.unwrap_or_default();
        self.env = section.pairs("env");
        for (key, value) in &self.env {
            section.diagnostics.extend_some(env::variable_fault(key, runs));
            section.diagnostics.extend_some(env::value_fault(key, value));
        }
        self
    }
}

impl Resource {
    /// Reads the settings of one resource.
    pub fn read(section: &mut Section<'_>) -> Self {
        Self { external: section.text("external") }
    }
}

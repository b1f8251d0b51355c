//! What an environment says about single components.

use std::collections::BTreeMap;

use watershed_grammar::value::{Duration, cpu, memory};
use watershed_grammar::{Diagnostic, Spanned, codes};

use super::section::Section;
use super::yaml::Node;

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
    /// The fewest replicas.
    pub min: Option<Spanned<u32>>,
    /// Environments kept ready.
    pub warm: Option<Spanned<u32>>,
    /// Environment variables.
    pub env: BTreeMap<String, Spanned<String>>,
}

/// About a resource.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// The name or ARN of one that exists already.
    pub external: Option<Spanned<String>>,
}

impl Component {
    /// Reads the settings of one function or service.
    pub fn read(id: &str, node: Node, outer: &mut Section<'_>) -> Self {
        let mut section = Section::new(format!("`{id}`"), node, outer.diagnostics);
        let mut component = Self {
            memory: with_unit(&mut section, "memory", memory::parse),
            timeout: with_unit(&mut section, "timeout", Duration::parse),
            disk: with_unit(&mut section, "disk", memory::parse),
            cpu: with_unit(&mut section, "cpu", cpu::parse),
            retries: section.number("retries"),
            env: section.pairs("env"),
            ..Self::default()
        };
        if let Some(node) = section.take("scale") {
            let mut scale = Section::new("`scale`", node, section.diagnostics);
            component.max = scale.number("max");
            component.min = scale.number("min");
            component.warm = scale.number("warm");
            scale.finish();
        }
        section.finish();
        component
    }
}

impl Resource {
    /// Reads the settings of one resource.
    pub fn read(id: &str, node: Node, outer: &mut Section<'_>) -> Self {
        let mut section = Section::new(format!("`{id}`"), node, outer.diagnostics);
        let resource = Self { external: section.text("external") };
        section.finish();
        resource
    }
}

fn with_unit<T>(
    section: &mut Section<'_>,
    key: &'static str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Option<Spanned<T>> {
    let text = section.text(key)?;
    match parse(&text.value) {
        Ok(value) => Some(Spanned::new(value, text.span)),
        Err(help) => {
            let message = format!("`{}` cannot be read as `{key}`", text.value.escape_debug());
            section.diagnostics.push(Diagnostic::error(codes::UNIT, text.span, message).help(help));
            None
        }
    }
}

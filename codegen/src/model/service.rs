//! `#[service]` to a service of the model.

use watershed_grammar::value::Duration;
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, service as grammar};

use super::Context;
use super::component::Service;
use super::function::{hides, scale};
use super::gaps::Gaps;
use super::signature::Signatures;
use super::value::Value;
use super::variable::variables;
use crate::parse::Declaration;

/// Thousandths of a core.
const CPU: u32 = 250;
/// MB.
const MEMORY: u32 = 256;
/// Seconds.
const GRACE: u64 = 30;

impl Context<'_> {
    /// Builds a service.
    pub fn service(
        &self,
        declaration: &Declaration,
        service: &grammar::Service,
        gaps: &mut Gaps,
        diagnostics: &mut Diagnostics,
    ) -> Service {
        let identity = self.identity(
            declaration,
            service.id.as_ref(),
            service.renamed_from.as_ref(),
            &service.tags,
            &service.accept,
        );
        let overrides = self.environment.services.get(&identity.id).map(|(_, it)| it.clone()).unwrap_or_default();
        let signatures = Signatures { names: self.names, from: declaration.place.module.into() };
        let grants = signatures.grants(&service.signature, None, &service.allow, gaps, diagnostics);
        if hides(&declaration.doubts, "allow") {
            gaps.anything();
        }
        let mut http = service.http.clone();
        match (&mut http, overrides.host.clone()) {
            (Some(http), Some(host)) => http.host = Some(host),
            (None, Some(host)) => diagnostics.push(no_host(&host, declaration.at)),
            (_, None) => {}
        }
        Service {
            http,
            cpu: Value::pick(overrides.cpu.clone(), service.cpu.clone()).unwrap_or(Value::default(CPU)),
            memory: Value::pick(overrides.memory.clone(), service.memory.clone()).unwrap_or(Value::default(MEMORY)),
            scale: scale(&service.scale, &overrides),
            grace: service.grace.clone().map_or(Value::default(Duration::from_seconds(GRACE)), Value::written),
            health: service.health.as_ref().map(|path| path.value.clone()),
            env: variables(&service.env, &overrides.env),
            group: service.group.clone(),
            grants: if declaration.doubts.may_be_absent { Vec::new() } else { grants },
            allow: service.allow.clone(),
            identity,
        }
    }
}

fn no_host(host: &Spanned<String>, at: Span) -> Diagnostic {
    let wrong = Diagnostic::error(codes::CONFLICT, host.span, "a worker answers to no host").also(at, "the worker");
    wrong.help("remove `host`, or write `http(port = 8080)` at the service")
}

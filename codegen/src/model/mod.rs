//! Declarations and settings to components: everything resolved, every value with its origin.

pub mod component;
pub mod features;
mod function;
mod gaps;
pub mod grant;
mod ids;
mod message;
mod names;
mod request;
mod resource;
pub mod route;
mod scope;
mod service;
mod signature;
mod stored;
mod taken;
pub mod value;
mod variable;

use std::collections::BTreeSet;

use watershed_grammar::accept::Accept;
use watershed_grammar::tags::Tag;
use watershed_grammar::{Diagnostics, Span, Spanned, value::id};

pub use component::{Function, FunctionId, Identity, Resource, ResourceId, Scale, Service, ServiceId, Trigger};
pub use gaps::Gaps;
pub use grant::{Capability, Grant, Output, Reach};
pub use message::{Held, Message};
pub use signature::{READER, WRITER, inputs};
pub use value::{Origin, Value};
pub use variable::Variable;

use crate::parse::{Declaration, Declared};
use crate::settings::{Common, Environment, Settings};
use crate::source::files::Files;
use crate::source::sources::Sources;
use names::Names;

/// An application in one environment.
#[derive(Clone, Debug)]
pub struct Model {
    /// The application's name.
    pub app: String,
    /// Where that is written.
    pub app_at: Span,
    /// The environment's name.
    pub environment: String,
    /// The longest name of any environment: names must fit there too.
    pub longest_environment: String,
    /// Whether data is protected against removal.
    pub protected: bool,
    /// The settings that hold here.
    pub settings: Common,
    /// Its functions, in the order of the source.
    pub functions: Vec<Function>,
    /// Its services, in the order of the source.
    pub services: Vec<Service>,
    /// Its resources, in the order of the source.
    pub resources: Vec<Resource>,
    /// The features of `watershed` that its manifests ask for; `default` stands for its own.
    pub asked: BTreeSet<String>,
    /// What cannot be read.
    pub gaps: Gaps,
}

impl Model {
    /// A function.
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.0]
    }

    /// A service.
    pub fn service(&self, id: ServiceId) -> &Service {
        &self.services[id.0]
    }

    /// A resource.
    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.0]
    }

    /// The functions of which all could be read; rules look at no others, so that one mistake is told once.
    pub fn whole_functions(&self) -> impl Iterator<Item = &Function> {
        self.functions.iter().filter(|it| it.identity.is_whole)
    }

    /// The services of which all could be read.
    pub fn whole_services(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|it| it.identity.is_whole)
    }

    /// The resources of which all could be read.
    pub fn whole_resources(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|it| it.identity.is_whole)
    }

    /// Who everything is.
    pub fn identities(&self) -> impl Iterator<Item = &Identity> {
        let code = self.functions.iter().map(|it| &it.identity).chain(self.services.iter().map(|it| &it.identity));
        code.chain(self.resources.iter().map(|it| &it.identity))
    }

    /// Who everything is, of which all could be read.
    pub fn whole_identities(&self) -> impl Iterator<Item = &Identity> {
        self.identities().filter(|it| it.is_whole)
    }
}

/// What every component is built from.
struct Context<'a> {
    files: &'a Files,
    names: &'a Names<'a>,
    environment: &'a Environment,
    asked: &'a BTreeSet<String>,
}

/// Builds the model of each environment; `is_complete` says whether every annotated item is among the declarations.
pub fn models(
    (sources, is_complete): (&Sources, bool),
    files: &Files,
    declarations: &[Declaration],
    settings: &Settings,
    environments: Vec<&Environment>,
    diagnostics: &mut Diagnostics,
) -> Vec<Model> {
    if environments.is_empty() {
        return Vec::new();
    }
    let names = Names::new(&sources.crates, files, declarations);
    let contexts = environments.into_iter().map(|environment| Context {
        files,
        names: &names,
        environment,
        asked: &sources.asked,
    });
    contexts.map(|context| model(&context, declarations, (settings, is_complete), diagnostics)).collect()
}

fn model(
    context: &Context<'_>,
    declarations: &[Declaration],
    (settings, is_complete): (&Settings, bool),
    diagnostics: &mut Diagnostics,
) -> Model {
    let environment = context.environment;
    let mut model = Model {
        app: settings.app.value.clone(),
        app_at: settings.app.span,
        environment: environment.name.value.clone(),
        longest_environment: longest(settings),
        protected: environment.protected,
        settings: environment.common.clone(),
        functions: Vec::new(),
        services: Vec::new(),
        resources: Vec::new(),
        asked: context.asked.clone(),
        gaps: Gaps::new(is_complete),
    };
    let (mut functions, gaps) = (Vec::new(), &mut model.gaps);
    for declaration in declarations {
        match &declaration.kind {
            Declared::Function(it) => functions.push(context.function(declaration, it, gaps, diagnostics)),
            Declared::Service(it) => model.services.push(context.service(declaration, it, gaps, diagnostics)),
            Declared::Resource(it) => model.resources.push(context.resource(declaration, it, diagnostics)),
            Declared::Lost(it) => context.lost(declaration, it.as_deref(), gaps),
        }
    }
    let is_complete = is_complete && functions.iter().all(Option::is_some);
    close(&mut model, functions);
    ids::check(&model, diagnostics);
    doubt(&mut model, environment);
    if is_complete && declarations.iter().all(|it| it.is_whole) {
        ids::check_overrides(&model, environment, diagnostics);
    }
    model
}

/// Takes functions without those that lead nowhere. Numbers stand for places in the list, so they change.
fn close(model: &mut Model, functions: Vec<Option<Function>>) {
    let mut next = 0..;
    let numbers: Vec<Option<usize>> = functions.iter().map(|it| it.as_ref().and_then(|_| next.next())).collect();
    model.functions = functions.into_iter().flatten().collect();
    let of_services = model.services.iter_mut().map(|it| &mut it.grants);
    for grants in model.functions.iter_mut().map(|it| &mut it.grants).chain(of_services) {
        grants.retain_mut(|grant| match &mut grant.to {
            Reach::Function(id) => numbers[id.0].map(|number| *id = FunctionId(number)).is_some(),
            Reach::Resource(_) => true,
        });
    }
}

/// Notes of which components the environment may say more than could be read. An id that nobody has may be meant for any.
fn doubt(model: &mut Model, environment: &Environment) {
    let functions: BTreeSet<&str> = model.functions.iter().map(|it| it.identity.id.as_str()).collect();
    let resources: BTreeSet<&str> = model.resources.iter().map(|it| it.identity.id.as_str()).collect();
    let functions_stray = environment.functions.keys().any(|id| !functions.contains(id.as_str()));
    let resources_stray = environment.resources.keys().any(|id| !resources.contains(id.as_str()));
    for function in &mut model.functions {
        let may_differ = functions_stray || environment.unread_functions.may_be(&function.identity.id);
        function.knows_timeout &= !may_differ || matches!(function.timeout.origin, Origin::Environment(_));
    }
    for resource in &mut model.resources {
        resource.knows_ends &= !resources_stray && !environment.unread_resources.may_be(&resource.identity.id);
    }
}

impl Context<'_> {
    fn identity(
        &self,
        declaration: &Declaration,
        written: Option<&Spanned<String>>,
        renamed_from: Option<&Spanned<String>>,
        tags: &[(Spanned<String>, Spanned<String>)],
        accept: &[Accept],
    ) -> Identity {
        let name = self.files.at(declaration.name).trim_start_matches("r#");
        let module = declaration.module.strip_prefix("crate").unwrap_or(&declaration.module).trim_start_matches("::");
        Identity {
            id: written.map_or_else(|| id::kebab(name), |written| written.value.clone()),
            renamed_from: renamed_from.cloned(),
            name: declaration.name,
            id_at: written.map_or(declaration.name, |written| written.span),
            is_whole: declaration.is_whole,
            is_shared: declaration.is_shared,
            at: declaration.at,
            range: declaration.range,
            accept: accept.to_vec(),
            path: if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") },
            summary: declaration.summary.clone(),
            tags: tags.iter().map(|(key, value)| (key.value.clone(), Tag::of(key, value))).collect(),
        }
    }
}

/// The longest name of an environment; the first of them in order, so that every environment says the same.
fn longest(settings: &Settings) -> String {
    let mut names: Vec<&String> = settings.environments.keys().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.first().map_or(String::new(), |name| (*name).clone())
}

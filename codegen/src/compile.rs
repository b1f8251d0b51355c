//! The pipeline: source, parse, model, check, place, lower, render. One barrier, after everything that can be wrong.

use std::collections::BTreeSet;

use watershed_grammar::codes::Code;
use watershed_grammar::{Diagnostic, Diagnostics, Severity, Span};

use crate::front::{self, Binary, Front, Request, Texts};
use crate::model::Model;
use crate::place::{self, Plan};
use crate::world::World;
use crate::{check, lower, render};

pub use crate::render::FileSet;

/// What comes out.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The files; nothing where there are errors.
    pub files: Option<FileSet>,
    /// Every mistake, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that diagnostics point into.
    pub texts: Texts,
    /// The environments that were asked for.
    pub models: Vec<Model>,
    /// Where everything runs in each of them.
    pub plans: Vec<Plan>,
    /// The binary that is deployed.
    pub binary: Binary,
}

/// Compiles the application in the world's root folder.
pub fn compile(world: &dyn World, request: &Request) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let mut front = front::read(world, request, &mut diagnostics);
    let plans = checked(&front, request, &mut diagnostics);
    // The models hold all that is left to say; the texts of the files take the place of these.
    (front.sources, front.declarations, front.others) = (None, Vec::new(), Vec::new());
    let files = (!diagnostics.has_errors()).then(|| {
        let environments = front.models.iter().zip(&plans);
        let files = environments.flat_map(|(model, plan)| render::render(model, plan));
        files.chain(render::application(&front, request, &plans)).collect()
    });
    let Front { models, texts, binary, .. } = front;
    Outcome { files, diagnostics: diagnostics.into_sorted(), texts, models, plans, binary }
}

/// Places everything and applies every rule; what is accepted is left out.
fn checked(front: &Front, request: &Request, diagnostics: &mut Diagnostics) -> Vec<Plan> {
    let (models, mut used) = (&front.models, BTreeSet::<Span>::new());
    let mut found: Vec<Diagnostics> = Vec::with_capacity(models.len());
    for model in models {
        let mut of_model = Diagnostics::new();
        check::check(model, &mut of_model);
        check::check_graph(model, &mut of_model);
        found.push(check::accept::apply(model, of_model, &mut used));
    }
    let mut all: Vec<&Model> = models.iter().chain(&front.others).collect();
    all.sort_by_key(|model| &model.environment);
    let mut between = Diagnostics::new();
    check::check_across(&all, &mut between);
    if let Some(model) = models.first() {
        // What components accept stands in the source, and is the same in all environments.
        between = check::accept::apply(model, between, &mut used);
    }
    diagnostics.extend(between);
    let plans: Vec<Plan> = models.iter().map(|model| place::place(model, diagnostics)).collect();
    // What is not whole is not measured.
    if !diagnostics.has_errors() && !found.iter().any(Diagnostics::has_errors) {
        check::check_places(&all, diagnostics);
        for ((model, plan), found) in models.iter().zip(&plans).zip(&mut found) {
            let mut of_whole = Diagnostics::new();
            lower::measure::check(model, plan, &mut of_whole);
            lower::policies::check(model, plan, &mut of_whole);
            lower::objects::check(model, plan, &mut of_whole);
            lower::deployer::check(model, plan, &mut of_whole);
            found.extend(check::accept::apply(model, of_whole, &mut used));
        }
        if request.environments.is_empty() && !found.iter().any(Diagnostics::has_errors) {
            check::accept::unused(models, &used, diagnostics);
        }
    }
    graded(front, found, request, diagnostics);
    plans
}

/// What tells findings apart, however bad they are.
type Key = (Code, Option<Span>, String);

/// Makes findings as bad as the settings and the request say.
fn graded(front: &Front, found: Vec<Diagnostics>, request: &Request, diagnostics: &mut Diagnostics) {
    let common = front.settings.as_ref().map(|it| &it.common.warnings);
    let mut all: Vec<Diagnostic> = Vec::new();
    for diagnostic in std::mem::take(diagnostics).into_list() {
        all.extend(match common {
            Some(warnings) => check::accept::graded(diagnostic, warnings),
            None => Some(diagnostic),
        });
    }
    for (model, found) in front.models.iter().zip(found) {
        let warnings = &model.settings.warnings;
        all.extend(found.into_list().into_iter().filter_map(|it| check::accept::graded(it, warnings)));
    }
    // What is an error in one environment is not told again as a warning of another.
    let key = |it: &Diagnostic| -> Key { (it.code, it.primary.as_ref().map(|label| label.span), it.message.clone()) };
    let errors: BTreeSet<Key> = all.iter().filter(|it| it.is_error()).map(key).collect();
    let all = all.into_iter().filter(|it| it.is_error() || !errors.contains(&key(it)));
    for mut diagnostic in all {
        if request.deny_warnings {
            diagnostic.severity = Severity::Error;
        }
        diagnostics.push(diagnostic);
    }
}

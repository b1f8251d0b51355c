//! The pipeline: source, parse, model, check, place, lower, render. One barrier, after everything that can be wrong.

use watershed_grammar::{Diagnostic, Diagnostics};

use crate::front::{self, Binary, Front, Request, Texts};
use crate::model::Model;
use crate::place::{self, Plan};
use crate::world::World;
use crate::{check, render};

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
    for model in &front.models {
        check::check(model, &mut diagnostics);
    }
    let plans: Vec<Plan> = front.models.iter().map(|model| place::place(model, &mut diagnostics)).collect();
    // The models hold all that is left to say; the texts of the files take the place of these.
    (front.sources, front.declarations) = (None, Vec::new());
    let files = (!diagnostics.has_errors()).then(|| {
        let environments = front.models.iter().zip(&plans);
        let files = environments.flat_map(|(model, plan)| render::render(model, plan));
        files.chain(render::application(&front, request, &plans)).collect()
    });
    let Front { models, texts, binary, .. } = front;
    Outcome { files, diagnostics: diagnostics.into_sorted(), texts, models, plans, binary }
}

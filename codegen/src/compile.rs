//! The pipeline: source, parse, model, check, lower, render. One barrier, after the checks.

use std::collections::BTreeMap;

use watershed_grammar::{Diagnostic, Diagnostics};

use crate::front::{self, Request, Texts};
use crate::model::Model;
use crate::world::World;
use crate::{check, lower};

/// Paths below `infra/` and their texts.
pub type FileSet = BTreeMap<String, String>;

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
}

/// Compiles the application in the world's root folder.
pub fn compile(world: &dyn World, request: &Request) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let front = front::read(world, request, &mut diagnostics);
    for model in &front.models {
        check::check(model, &mut diagnostics);
    }
    let files = (!diagnostics.has_errors()).then(|| front.models.iter().flat_map(render).collect());
    Outcome { files, diagnostics: diagnostics.into_sorted(), texts: front.texts, models: front.models }
}

fn render(model: &Model) -> Vec<(String, String)> {
    let path = |name: String| format!("{}/terraform/{name}", model.environment);
    lower::terraform(model).into_iter().map(|(name, text)| (path(name), text)).collect()
}

//! The front half of the pipeline: from files to a model for each environment.

use serde::{Deserialize, Serialize};
use watershed_grammar::{Diagnostics, Span};

use crate::model::{self, Model};
use crate::parse::{self, Declaration};
use crate::settings::{self, Settings};
use crate::source::files::Files;
pub use crate::source::sources::Binary;
use crate::source::sources::{self, Options, Sources};
use crate::world::World;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The environments; empty for all.
    pub environments: Vec<String>,
    /// Features of the deployed binary's package.
    pub features: Vec<String>,
    /// Whether the default features are off.
    pub no_default_features: bool,
    /// Whether every warning is an error.
    #[serde(default)]
    pub deny_warnings: bool,
}

/// Every text that a span can lie in.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The sources, by number.
    pub files: Files,
    /// `watershed.yaml`
    pub settings: String,
}

impl Texts {
    /// The path and the text of a file.
    pub fn get(&self, file: u32) -> (&str, &str) {
        match file {
            settings::FILE => (settings::NAME, &self.settings),
            file => (self.files.path(file), self.files.text(file)),
        }
    }

    /// The path, the line and the column of a place, counted from one.
    pub fn place(&self, span: Span) -> (&str, usize, usize) {
        let (path, text) = self.get(span.file);
        let before = text.get(..span.start as usize).unwrap_or(text);
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |end| end + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        (path, line, before[start..].chars().count() + 1)
    }

    /// The lines that some places of one file stand in and those between, with where these begin: the byte and the line.
    pub fn lines(&self, spans: &[Span]) -> (&str, usize, usize) {
        let text = spans.first().map_or("", |span| self.get(span.file).1);
        let first = spans.iter().map(|span| span.start as usize).min().unwrap_or(0).min(text.len());
        let last = spans.iter().map(|span| span.end as usize).max().unwrap_or(0).clamp(first, text.len());
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..first]).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', &text.as_bytes()[last..]).map_or(text.len(), |length| last + length);
        let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() + 1;
        (&text[start..end], start, line)
    }

    /// The text at a place.
    pub fn at(&self, span: Span) -> &str {
        self.get(span.file).1.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// What the front half answers.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// A model for each environment that is asked for; without meaning where there are errors.
    pub models: Vec<Model>,
    /// Models of the other environments, by which those are held against them. What is wrong in them alone is not told.
    pub others: Vec<Model>,
    /// The binary that is deployed.
    pub binary: Binary,
    /// Its source, where it can be read.
    pub sources: Option<Sources>,
    /// Its annotated items.
    pub declarations: Vec<Declaration>,
    /// The settings, where they can be read.
    pub settings: Option<Settings>,
    /// The texts of the diagnostics' places.
    pub texts: Texts,
}

/// The features that the settings and the command line ask for.
fn features(settings: &Settings, request: &Request) -> Vec<(String, Option<Span>)> {
    let written = settings.features.iter().map(|it| (it.value.clone(), Some(it.span)));
    written.chain(request.features.iter().map(|it| (it.clone(), None))).collect()
}

/// Reads the application in the world's root folder.
pub fn read(world: &dyn World, request: &Request, diagnostics: &mut Diagnostics) -> Front {
    let (settings, text) = settings::read(world, diagnostics);
    let mut front = Front { texts: Texts { files: Files::default(), settings: text }, ..Front::default() };
    let Some(settings) = settings else {
        attributes(world, &mut front.texts.files, diagnostics);
        return front;
    };
    let options = Options {
        binary: settings.binary.clone(),
        features: features(&settings, request),
        no_default_features: request.no_default_features,
        arch: processor(&settings),
    };
    let (files, mut mistakes) = (&mut front.texts.files, Diagnostics::new());
    let sources = sources::read(world, &options, files, &mut mistakes);
    // A mistake in what is no attribute may have kept items from being found.
    let is_complete = !mistakes.has_errors();
    diagnostics.extend(mistakes);
    if let Some(sources) = sources {
        let declarations = parse::parse(&sources, files, diagnostics);
        let environments = settings.select(&request.environments, diagnostics);
        let is_asked = |name: &String| environments.iter().any(|it| it.name.value == *name);
        let rest = settings.environments.iter().filter(|(name, _)| !is_asked(name)).map(|(_, it)| it).collect();
        let (read, mut untold) = ((&sources, is_complete), Diagnostics::new());
        front.others = model::models(read, files, &declarations, &settings, rest, &mut untold);
        front.models = model::models(read, files, &declarations, &settings, environments, diagnostics);
        front.binary = sources.binary.clone();
        (front.sources, front.declarations) = (Some(sources), declarations);
    }
    front.settings = Some(settings);
    front
}

/// What is wrong in attributes alone, which is so whatever the settings say. Which binary and which features those mean
/// is not known, so what would be said of these is left out.
fn attributes(world: &dyn World, files: &mut Files, diagnostics: &mut Diagnostics) {
    let mut unsure = Diagnostics::new();
    if let Some(sources) = sources::read(world, &Options::default(), files, &mut unsure) {
        parse::parse(&sources, files, diagnostics);
    }
}

/// The processor as rustc names it, where all environments agree.
pub fn processor(settings: &Settings) -> String {
    let arm = |arch: Option<&str>| arch != Some("x86_64");
    let mut all = settings.environments.values().map(|it| arm(it.common.arch.as_ref().map(|arch| arch.value.as_str())));
    let first = all.next().unwrap_or(true);
    let agreed = all.all(|other| other == first);
    match (agreed, first) {
        (true, true) => "aarch64".to_owned(),
        (true, false) => "x86_64".to_owned(),
        (false, _) => String::new(),
    }
}

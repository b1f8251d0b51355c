//! `cargo xtask overhead`: an annotated program beside the same one written by hand, and beside the bare library.

mod build;
mod container;
mod environment;
mod lambda;
mod wire;

use std::io;
use std::time::Duration;

use build::{Built, Case, Place, Program};

/// What one run of a program took.
#[derive(Clone, Copy, Debug)]
struct Speed {
    /// From the start of the process to its first answer.
    start: Duration,
    /// The middle of all later answers.
    answer: Duration,
}

/// A program and its runs.
struct Measured {
    built: Built,
    runs: Vec<Speed>,
}

/// A figure, the digits behind its point, and how it is got.
type Figure = (&'static str, usize, fn(&Measured) -> f64);

const FIGURES: &[Figure] = &[
    ("start to first answer, ms", 2, |it| milliseconds(middle(it.runs.iter().map(|run| run.start)))),
    ("answer of a warm process, ms", 4, |it| milliseconds(middle(it.runs.iter().map(|run| run.answer)))),
    ("size of the binary, MB", 2, |it| megabytes(&it.built)),
    ("clean build, CPU s", 0, |it| it.built.cpu.as_secs_f64()),
];

/// Measures and prints. `--runs N` says how often each program is started, 21 times where nothing is said; `--keep`
/// builds only what has changed, so that the time of the builds says nothing. `sdk` is the same places with clients of
/// AWS at hand, which no answer needs.
pub fn run(arguments: &[String]) -> io::Result<()> {
    let usage = || io::Error::other("usage: cargo xtask overhead [lambda] [container] [sdk] [--runs N] [--keep]");
    let (mut runs, mut keep, mut has_sdk, mut places) = (21, false, false, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "lambda" => places.push(Place::Lambda),
            "container" => places.push(Place::Container),
            "sdk" => has_sdk = true,
            "--keep" => keep = true,
            "--runs" => runs = rest.next().and_then(|runs| runs.parse().ok()).ok_or_else(usage)?,
            _ => return Err(usage()),
        }
    }
    if places.is_empty() {
        places = vec![Place::Lambda, Place::Container];
    }
    println!("| place | figure | bare | by hand | annotated | times by hand | times bare |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
    for place in places {
        let case = Case { place, has_sdk };
        let programs: &[Program] = match (place, has_sdk) {
            (Place::Container, false) => &[Program::Bare, Program::Plain, Program::Annotated],
            _ => &[Program::Plain, Program::Annotated],
        };
        let all = measure(case, programs, runs, keep)?;
        let told = FIGURES.len() - usize::from(keep);
        FIGURES[..told].iter().for_each(|figure| line(case, figure, &all));
    }
    Ok(())
}

fn measure(case: Case, programs: &[Program], runs: usize, keep: bool) -> io::Result<Vec<Measured>> {
    let built =
        programs.iter().map(|program| Ok(Measured { built: build::build(*program, case, keep)?, runs: Vec::new() }));
    let mut all = built.collect::<io::Result<Vec<_>>>()?;
    for _ in 0..runs {
        // In turn, so that whatever else the machine does falls on all of them.
        for it in &mut all {
            it.runs.push(speed(case.place, &it.built)?);
        }
    }
    Ok(all)
}

fn speed(place: Place, built: &Built) -> io::Result<Speed> {
    match place {
        Place::Lambda => lambda::measure(&built.path),
        Place::Container => container::measure(&built.path),
    }
}

/// The last is ours, the one before it is by hand, and perhaps there is a bare one.
fn line(case: Case, (name, digits, figure): &Figure, all: &[Measured]) {
    let mut backwards = all.iter().rev().map(figure);
    let (ours, by_hand, bare) = (backwards.next(), backwards.next(), backwards.next());
    let shown = |value: Option<f64>| value.map(|value| format!("{value:.digits$}")).unwrap_or_default();
    let times = |other: Option<f64>| ours.zip(other).map(|(ours, other)| format!("{:.2}", ours / other));
    let (by, than) = (times(by_hand).unwrap_or_default(), times(bare).unwrap_or_default());
    println!("| {} | {name} | {} | {} | {} | {by} | {than} |", case.name(), shown(bare), shown(by_hand), shown(ours));
}

fn middle(all: impl Iterator<Item = Duration>) -> Duration {
    let mut all: Vec<Duration> = all.collect();
    all.sort();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "no binary has 15 digits")]
fn megabytes(built: &Built) -> f64 {
    built.size as f64 / 1e6
}

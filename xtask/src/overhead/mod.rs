//! `cargo xtask overhead`: an annotated program beside the same one written by hand on the bare libraries.

mod build;
mod container;
mod lambda;
mod wire;

use std::io;
use std::time::Duration;

use build::{Built, Place, Program};

/// What one run of a program took.
#[derive(Clone, Copy, Debug)]
struct Speed {
    /// From the start of the process to its first answer.
    start: Duration,
    /// The middle of all later answers.
    answer: Duration,
}

/// Measures and prints. `--runs N` says how often each program is started, 21 times where nothing is said.
pub fn run(arguments: &[String]) -> io::Result<()> {
    let usage = || io::Error::other("usage: cargo xtask overhead [lambda] [container] [--runs N]");
    let (mut runs, mut places) = (21, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "lambda" => places.push(Place::Lambda),
            "container" => places.push(Place::Container),
            "--runs" => runs = rest.next().and_then(|runs| runs.parse().ok()).ok_or_else(usage)?,
            _ => return Err(usage()),
        }
    }
    if places.is_empty() {
        places = vec![Place::Lambda, Place::Container];
    }
    println!("| place | figure | by hand | annotated | ratio |");
    println!("| --- | --- | ---: | ---: | ---: |");
    for place in places {
        let (plain, annotated) = (build::build(Program::Plain, place)?, build::build(Program::Annotated, place)?);
        let (mut by_hand, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            // In turn, so that whatever else the machine does falls on both.
            by_hand.push(speed(place, &plain)?);
            ours.push(speed(place, &annotated)?);
        }
        let start = |speeds: &[Speed]| milliseconds(middle(speeds.iter().map(|it| it.start)));
        let answer = |speeds: &[Speed]| milliseconds(middle(speeds.iter().map(|it| it.answer)));
        line(place, "start to first answer, ms", start(&by_hand), start(&ours), 2);
        line(place, "answer of a warm process, ms", answer(&by_hand), answer(&ours), 4);
        line(place, "size of the binary, MB", megabytes(&plain), megabytes(&annotated), 2);
        line(place, "clean build, CPU s", plain.cpu.as_secs_f64(), annotated.cpu.as_secs_f64(), 0);
    }
    Ok(())
}

fn speed(place: Place, built: &Built) -> io::Result<Speed> {
    match place {
        Place::Lambda => lambda::measure(&built.path),
        Place::Container => container::measure(&built.path),
    }
}

fn line(place: Place, figure: &str, by_hand: f64, ours: f64, digits: usize) {
    println!("| {} | {figure} | {by_hand:.digits$} | {ours:.digits$} | {:.2} |", place.name(), ours / by_hand);
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

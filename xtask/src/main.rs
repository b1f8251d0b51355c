//! The project's own chores: `cargo xtask test`, `docs`, `fuzz`, `bench` and `overhead`.

mod bench;
mod docs;
mod fuzz;
mod overhead;
mod test;

use std::env;
use std::process::ExitCode;

/// The allocator of `watershed`, so that the floor beside it is no higher than it must be.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (first, rest) = arguments.split_first().map_or(("", arguments.as_slice()), |(first, rest)| (first, rest));
    match first {
        "test" => test::run(),
        "docs" => ended(docs::run(rest).map_err(std::io::Error::other)),
        "fuzz" => ended(fuzz::run(rest)),
        "bench" => ended(bench::run(rest)),
        "overhead" => ended(overhead::run(rest)),
        bench::floor::ARGUMENT => ended(bench::floor::run(rest)),
        _ => {
            eprintln!(
                "usage: cargo xtask test | cargo xtask docs [--check] | cargo xtask fuzz [TARGET…] [--seconds N] [--keep] | cargo xtask bench [FUNCTIONS…] [--runs N] [--markdown] | cargo xtask overhead [lambda] [container] [--runs N]"
            );
            ExitCode::from(2)
        }
    }
}

fn ended(result: std::io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

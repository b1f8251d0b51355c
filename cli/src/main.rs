//! The program `watershed`.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    watershed_cli::run(std::env::args_os().collect())
}

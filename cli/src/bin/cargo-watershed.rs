//! The program that cargo calls for `cargo watershed …`.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().collect();
    // Cargo names the subcommand again: `cargo-watershed watershed …`.
    if arguments.get(1).is_some_and(|first| first == "watershed") {
        arguments.remove(1);
    }
    watershed_cli::run(arguments)
}

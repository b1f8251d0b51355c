//! `cargo xtask test`: format, lints, the judges that the tests need, and all tests.

mod judges;
mod provider;

use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

/// The tests that deploy wait for Terraform most of the time, so they run beside all others.
const DEPLOYING: &[&str] = &["test", "--workspace", "--test", "apply"];

/// All others; the names are those of the tests that deploy.
const OTHERS: &[&str] = &["test", "--workspace", "--no-fail-fast", "--", "--skip", "is_applied_and_destroyed"];

/// What ran, how long, and whether it passed.
struct Step {
    name: &'static str,
    took: Duration,
    passed: bool,
}

/// Runs every step, also after one failed, so that all mistakes are seen at once.
pub fn run() -> ExitCode {
    let judges = judges::folder();
    let report = judges.join("report.txt");
    let _ = std::fs::remove_file(&report);
    let mut steps = vec![
        step("format", || cargo(&["fmt", "--all", "--check"], &judges)),
        // The programs of the fuzzer are a workspace of their own.
        step("lock", || cargo(&["tree", "--locked", "--depth", "0", "--manifest-path", "fuzz/Cargo.toml"], &judges)),
        step("lints", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &judges)),
        step("docs", || cargo(&["xtask", "docs", "--check"], &judges)),
        step("judges", || judges::set_up(&judges)),
        step("build", || cargo(&["test", "--workspace", "--no-run"], &judges)),
    ];
    steps.extend(tests(&judges));
    summary(&steps, &report);
    if steps.iter().all(|step| step.passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What one of them says is shown when it has ended, so that no lines are mixed.
fn tests(judges: &Path) -> [Step; 2] {
    thread::scope(|scope| {
        let deploying = scope.spawn(|| {
            let start = Instant::now();
            (command(DEPLOYING, judges).output(), start.elapsed())
        });
        let others = step("tests", || cargo(OTHERS, judges));
        let (output, took) = deploying.join().expect("nothing here panics");
        eprintln!("== deploy");
        let passed = output.map(|output| {
            eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            output.status
        });
        [others, Step { name: "deploy", took, passed: succeeded(passed) }]
    })
}

fn step(name: &'static str, run: impl FnOnce() -> bool) -> Step {
    eprintln!("== {name}");
    let start = Instant::now();
    let passed = run();
    Step { name, took: start.elapsed(), passed }
}

fn cargo(arguments: &[&str], judges: &Path) -> bool {
    succeeded(command(arguments, judges).status())
}

fn command(arguments: &[&str], judges: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).env(judges::VARIABLE, judges);
    if let Some(mirror) = provider::mirror() {
        command.env("WATERSHED_TERRAFORM_PLUGINS", mirror);
    }
    command
}

fn succeeded(status: io::Result<ExitStatus>) -> bool {
    match status {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("cargo did not start: {error}");
            false
        }
    }
}

/// What was judged and what was skipped, then each step.
fn summary(steps: &[Step], report: &Path) {
    let text = std::fs::read_to_string(report).unwrap_or_default();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    eprintln!("\n== judges that are not ours");
    for line in lines {
        eprintln!("{line}");
    }
    eprintln!("\n== steps");
    for step in steps {
        let word = if step.passed { "passed" } else { "FAILED" };
        eprintln!("{word}  {:<8} {:>5.0} s", step.name, step.took.as_secs_f64());
    }
}

//! The figures as a table.
#![allow(clippy::cast_precision_loss)] // Nothing here has 15 digits.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Duration;

use super::Row;
use super::measure::Cost;

const HEAD: [&str; 9] =
    ["functions", "run", "CPU", "floor", "times floor", "growth", "wall", "functions/s", "peak memory"];

/// What is measured, and the floor beside it.
type Scenario = fn(&Row) -> (Cost, Option<Cost>);

/// The machine, the table, and what it is about.
pub fn render(rows: &[Row], runs: usize, markdown: bool) -> String {
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| &rows[index]);
        let scenarios: [(&str, Scenario); 6] = [
            ("lexing alone", |row| (row.lexing, None)),
            ("lexing and writing", |row| (row.writing, None)),
            ("generate, cold", |row| (row.cold, Some(row.writing))),
            ("the same on one thread", |row| (row.alone, Some(row.writing))),
            ("generate, unchanged", |row| (row.unchanged, Some(row.lexing))),
            ("generate, one changed", |row| (row.changed, Some(row.lexing))),
        ];
        for (name, of) in scenarios {
            lines.push(line(row, name, of(row), before.map(|before| (before, of(before).0))));
        }
    }
    let mut out = format!("{}\nMedians of {runs} runs. CPU is user and system time of the whole process.\n", machine());
    for row in rows {
        let _ = writeln!(
            out,
            "{} functions: {} of source, {} in {} generated files.",
            row.functions,
            bytes(row.source),
            bytes(row.output),
            row.files
        );
    }
    out.push('\n');
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| lines.iter().map(|line| line[column].len()).max().unwrap_or(0).max(HEAD[column].len()))
        .collect();
    let (edge, between) = if markdown { ("| ", " | ") } else { ("", "  ") };
    let mut write = |cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, width))| match column {
                1 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            })
            .collect();
        let _ = writeln!(out, "{edge}{}{}", cells.join(between), edge.trim_end().replace('|', " |"));
    };
    write(&HEAD.map(str::to_owned));
    if markdown {
        write(
            &widths
                .iter()
                .enumerate()
                .map(|(column, width)| match column {
                    1 => "-".repeat(*width),
                    _ => format!("{}:", "-".repeat(width - 1)),
                })
                .collect::<Vec<_>>(),
        );
    }
    for line in &lines {
        write(line);
    }
    out
}

fn line(row: &Row, name: &str, (cost, floor): (Cost, Option<Cost>), before: Option<(&Row, Cost)>) -> [String; 9] {
    // For ten times as many functions, ten is linear.
    let growth = before.map(|(smaller, earlier)| {
        let tenfold = (row.functions as f64 / smaller.functions as f64).log10();
        format!("{:.1}", ratio(cost.cpu, earlier.cpu).powf(1.0 / tenfold))
    });
    [
        row.functions.to_string(),
        name.to_owned(),
        milliseconds(cost.cpu),
        floor.map(|floor| milliseconds(floor.cpu)).unwrap_or_default(),
        floor.map(|floor| format!("{:.2}", ratio(cost.cpu, floor.cpu))).unwrap_or_default(),
        growth.unwrap_or_default(),
        milliseconds(cost.wall),
        format!("{:.0}", row.functions as f64 / cost.wall.as_secs_f64()),
        bytes(cost.memory),
    ]
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn milliseconds(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}

fn bytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// The processor, its cores, the system, the compiler.
fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let processor = read("/proc/cpuinfo")
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name.to_owned()))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc =
        Command::new("rustc").arg("--version").output().map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned());
    let system = format!("{} {}", std::env::consts::OS, read("/proc/sys/kernel/osrelease").trim());
    let load = read("/proc/loadavg").split(' ').next().map(|load| format!(", load {load}")).unwrap_or_default();
    format!("{processor}, {cores} cores, {system}, {}{load}", rustc.unwrap_or_default())
}

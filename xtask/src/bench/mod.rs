//! `cargo xtask bench`: how long `watershed generate` takes, beside the least that it could take.

pub mod floor;
pub mod measure;
mod table;
mod workspace;

use std::cell::Cell;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Cost, measure, median};
use workspace::Workspace;

/// What is measured.
struct Options {
    /// Numbers of functions.
    sizes: Vec<usize>,
    /// How often everything is measured.
    runs: usize,
    /// Whether the table is Markdown.
    markdown: bool,
}

/// The medians of one size.
struct Row {
    functions: usize,
    /// Bytes of source and of output, and the number of files that are written.
    source: u64,
    output: u64,
    files: usize,
    /// Reading and lexing.
    lexing: Cost,
    /// The same, and writing.
    writing: Cost,
    cold: Cost,
    /// Cold, on one thread as the floor is.
    alone: Cost,
    unchanged: Cost,
    changed: Cost,
}

/// The programs that are measured.
struct Programs {
    watershed: PathBuf,
    floor: PathBuf,
}

/// Measures and prints.
pub fn run(arguments: &[String]) -> io::Result<()> {
    let options = options(arguments)?;
    let programs = build()?;
    let folder = target().join("bench");
    let attic = Attic::open(&folder)?;
    let mut rows = Vec::new();
    for functions in options.sizes {
        eprintln!("measuring {functions} functions, {} times", options.runs);
        rows.push(row(&programs, &attic, &folder.join(functions.to_string()), functions, options.runs)?);
    }
    print!("{}", table::render(&rows, options.runs, options.markdown));
    attic.empty()
}

/// Where folders go that are in the way. They are removed in the end: a file system may search past everything that
/// was removed a moment ago when it makes a file, and that would be measured.
struct Attic {
    folder: PathBuf,
    count: Cell<usize>,
}

impl Attic {
    fn open(beside: &Path) -> io::Result<Self> {
        let attic = Self { folder: beside.join("old"), count: Cell::new(0) };
        attic.empty()?;
        fs::create_dir_all(&attic.folder)?;
        Ok(attic)
    }

    /// Makes place for a folder.
    fn take(&self, folder: &Path) -> io::Result<()> {
        if folder.exists() {
            fs::rename(folder, self.folder.join(self.count.replace(self.count.get() + 1).to_string()))?;
        }
        Ok(())
    }

    fn empty(&self) -> io::Result<()> {
        if self.folder.exists() { fs::remove_dir_all(&self.folder) } else { Ok(()) }
    }
}

fn options(arguments: &[String]) -> io::Result<Options> {
    let wrong =
        |text: &str| io::Error::other(format!("`{text}` is no number of functions, `--runs N` or `--markdown`"));
    let mut options = Options { sizes: Vec::new(), runs: 5, markdown: false };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--markdown" => options.markdown = true,
            "--runs" => {
                let runs = rest.next().and_then(|runs| runs.parse().ok()).filter(|runs| *runs > 0);
                options.runs = runs.ok_or_else(|| wrong("--runs"))?;
            }
            size => options.sizes.push(size.parse().ok().filter(|size| *size > 0).ok_or_else(|| wrong(size))?),
        }
    }
    if options.sizes.is_empty() {
        options.sizes = vec![100, 1_000, 10_000];
    }
    Ok(options)
}

/// Both are built as what is handed out is, the floor no less than the command.
fn build() -> io::Result<Programs> {
    for package in ["watershed-cli", "xtask"] {
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--profile", "dist", "--package", package])
            .status()?;
        if !status.success() {
            return Err(io::Error::other(format!("{package} could not be built")));
        }
    }
    let program = |name: &str| target().join("dist").join(format!("{name}{}", env::consts::EXE_SUFFIX));
    Ok(Programs { watershed: program("watershed"), floor: program("xtask") })
}

fn target() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    env::var_os("CARGO_TARGET_DIR").map_or(beside, PathBuf::from)
}

fn row(programs: &Programs, attic: &Attic, folder: &Path, functions: usize, runs: usize) -> io::Result<Row> {
    attic.take(folder)?;
    let workspace = Workspace::make(folder, functions)?;
    let command = || {
        let mut command = Command::new(&programs.watershed);
        command.arg("generate").arg(&workspace.folder);
        command
    };
    let generate = || measure(&mut command());
    let floor = || {
        let mut command = Command::new(&programs.floor);
        command.arg(floor::ARGUMENT).arg(&workspace.folder);
        command
    };
    generate()?;
    let list = floor::list(&workspace.output())?;
    let (list_path, filled) = (folder.with_extension("list"), folder.join("infra.floor"));
    fs::write(&list_path, &list)?;
    let mut costs: [Vec<Cost>; 6] = Default::default();
    for run in 0..runs {
        // One of each in turn, so that whatever else the machine does falls on all of them.
        let [lexing, writing, alone, cold, unchanged, changed] = &mut costs;
        lexing.push(measure(&mut floor())?);
        writing.push(measure(floor().arg(&list_path).arg(&filled))?);
        attic.take(&filled)?;
        attic.take(&workspace.output())?;
        alone.push(measure(command().env("RAYON_NUM_THREADS", "1"))?);
        attic.take(&workspace.output())?;
        cold.push(generate()?);
        unchanged.push(generate()?);
        workspace.change(6 + run)?;
        changed.push(generate()?);
    }
    let [lexing, writing, alone, cold, unchanged, changed] = costs.map(|costs| median(&costs));
    let source = floor::list(folder)?
        .lines()
        .filter(|line| Path::new(line).extension().is_some_and(|it| it == "rs"))
        .map(size)
        .sum();
    Ok(Row {
        functions,
        source,
        output: list.lines().map(size).sum(),
        files: list.lines().count(),
        lexing,
        writing,
        cold,
        alone,
        unchanged,
        changed,
    })
}

/// The size in a line of a list of files.
fn size(line: &str) -> u64 {
    line.split(' ').next().and_then(|size| size.parse().ok()).unwrap_or(0)
}

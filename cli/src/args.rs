//! What can be asked for.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Compiles annotated Rust into plain Terraform and Kubernetes manifests.
#[derive(Parser)]
#[command(
    name = "watershed",
    version,
    about,
    disable_help_subcommand = true,
    after_help = "Exit codes: 0 fine, 1 the files differ (`check`), 2 failure.\nData goes to standard output, everything else to standard error."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Write the infrastructure that the source says.
    Generate(Generate),
    /// Say whether the written files are what the source says; exits with 1 where they are not.
    Check(Check),
    /// List functions, services and resources.
    List(List),
    /// Show where every value of a component comes from, or tell the story of a code such as WS0203.
    Explain(Explain),
    /// Print a stage of the compiler.
    Inspect(Inspect),
    /// Add Watershed to a crate: a dependency, settings and one function.
    Init(Init),
    /// Compile the deployed binary and pack it: zips for AWS Lambda, images for containers.
    Build(Build),
    /// Run the application on this machine; build and start it again when its source changes.
    Dev(Dev),
    /// Call a function of the application that runs on this machine.
    Invoke(Invoke),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Which application.
#[derive(Args)]
pub struct Application {
    /// The application's folder: the one with `watershed.yaml`.
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// What is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// What of an application is read.
#[derive(Args)]
pub struct Reading {
    /// Only this environment; may be given more than once.
    #[arg(long, short, value_name = "ENVIRONMENT")]
    pub environment: Vec<String>,
    /// Features of the deployed binary's package, beside those of `watershed.yaml`.
    #[arg(long, value_delimiter = ',', value_name = "FEATURE")]
    pub features: Vec<String>,
    /// Turn the default features off.
    #[arg(long)]
    pub no_default_features: bool,
    /// Take every warning for an error.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// How data and mistakes are printed.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
}

/// What is taken for an error.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Every warning.
    Warnings,
}

/// Where the files are.
#[derive(Args)]
pub struct Out {
    /// Where the files are, instead of `infra` in the application's folder.
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// `watershed generate`
#[derive(Args)]
pub struct Generate {
    /// Which application.
    #[command(flatten)]
    pub application: Application,
    /// Where to.
    #[command(flatten)]
    pub out: Out,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Change the source and the settings first, where a mistake can be mended in one way only.
    #[arg(long, conflicts_with = "dry_run")]
    pub fix: bool,
    /// Replace or remove files that a person edited or put in the way.
    #[arg(long)]
    pub overwrite: bool,
}

/// `watershed check`
#[derive(Args)]
pub struct Check {
    /// Which application.
    #[command(flatten)]
    pub application: Application,
    /// Where the files are.
    #[command(flatten)]
    pub out: Out,
    /// Change the source and the settings first, where a mistake can be mended in one way only.
    #[arg(long)]
    pub fix: bool,
    /// Compare what this binary registers too: it is run with `WATERSHED_MANIFEST=1`. For a binary of another
    /// processor, what it printed there.
    #[arg(long, value_name = "BINARY|MANIFEST")]
    pub binary: Option<PathBuf>,
}

/// `watershed list`
#[derive(Args)]
pub struct List {
    /// Which application.
    #[command(flatten)]
    pub application: Application,
}

/// `watershed explain`
#[derive(Args)]
pub struct Explain {
    /// A code, or the id of a function, service or resource; without one, every code.
    #[arg(value_name = "CODE|COMPONENT")]
    pub subject: Option<String>,
    /// The application's folder, for a component.
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// What is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `watershed inspect`
#[derive(Args)]
pub struct Inspect {
    /// Which application.
    #[command(flatten)]
    pub application: Application,
    /// Which stage.
    #[arg(long, value_enum, value_name = "STAGE")]
    pub stage: Stage,
}

/// A stage of the compiler.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The crates and modules of the deployed binary, and its annotated items.
    Source,
    /// What each attribute says.
    Parse,
    /// Components with every value and its origin.
    Model,
    /// Where each component runs, and why.
    Plan,
    /// What is written, by file, without its texts.
    Stack,
    /// The files with their texts.
    Files,
}

/// `watershed init`
#[derive(Args)]
pub struct Init {
    /// The crate's folder: the one with its `Cargo.toml`.
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// The AWS region that is written into `watershed.yaml`.
    #[arg(long, default_value = "eu-west-1")]
    pub region: String,
    /// Depend on the crate `watershed` in this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with = "git")]
    pub dependency_path: Option<PathBuf>,
    /// Depend on the crate `watershed` in this Git repository.
    #[arg(long, value_name = "URL")]
    pub git: Option<String>,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// `watershed build`
#[derive(Args)]
pub struct Build {
    /// Which application.
    #[command(flatten)]
    pub application: Application,
    /// Where the packages go, instead of `target/watershed` in the workspace's folder.
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Pack this program, which was built elsewhere, and compile nothing.
    #[arg(long, value_name = "FILE")]
    pub binary: Option<PathBuf>,
}

/// `watershed dev`
#[derive(Args)]
pub struct Dev {
    /// Which application. Of several environments, `dev` or the first is the one whose settings hold.
    #[command(flatten)]
    pub application: Application,
    /// Where it listens.
    #[arg(long, default_value_t = PORT, value_name = "PORT")]
    pub port: u16,
    /// Where tables and buckets are kept, instead of in memory.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
}

/// Where an application listens on this machine, where nothing else is said.
const PORT: u16 = 3000;

/// `watershed invoke`
#[derive(Args)]
pub struct Invoke {
    /// The function's id.
    #[arg(value_name = "FUNCTION")]
    pub function: String,
    /// What its trigger brings, in JSON: a message, a call's input, `{"path": …, "body": …}` for a route.
    #[arg(long, short, default_value = "null", value_name = "JSON")]
    pub data: String,
    /// Where the application listens.
    #[arg(long, default_value_t = PORT, value_name = "PORT")]
    pub port: u16,
    /// How data and mistakes are printed.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
}

/// How something is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For machines; the shapes are in docs/reference.md.
    Json,
    /// Findings for code hosts, in SARIF 2.1.0; of `generate` and `check` alone.
    Sarif,
}

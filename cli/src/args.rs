//! What can be asked for.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Compiles annotated Rust into plain Terraform.
#[derive(Parser)]
#[command(name = "watershed", version, about, disable_help_subcommand = true)]
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
    /// Say whether the committed files are what the source says; exits with 1 where they are not.
    Check(Application),
    /// List functions, services and resources.
    List(List),
    /// Tell the long story of a code such as WS0203.
    Explain {
        /// The code; every code where none is named.
        code: Option<String>,
    },
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
    /// Only these environments.
    #[arg(long, short, value_name = "ENVIRONMENT")]
    pub environment: Vec<String>,
    /// Features of the deployed binary's package.
    #[arg(long, value_delimiter = ',')]
    pub features: Vec<String>,
    /// Turn the default features off.
    #[arg(long)]
    pub no_default_features: bool,
    /// Where the files are, instead of `infra` in the application's folder.
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// How mistakes and lists are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `watershed generate`
#[derive(Args)]
pub struct Generate {
    /// Which application.
    #[command(flatten)]
    pub application: Application,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Replace files that a person edited or put in the way.
    #[arg(long)]
    pub overwrite: bool,
}

/// `watershed list`
#[derive(Args)]
pub struct List {
    /// Which application.
    #[command(flatten)]
    pub application: Application,
}

/// How something is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

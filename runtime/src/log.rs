//! The log: a line for a person on the laptop, a JSON object for a machine elsewhere.

#[cfg(feature = "local")]
use std::io::IsTerminal as _;

use tracing::Level;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

/// Who reads the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// One JSON object a line, on standard output.
    #[cfg(any(feature = "container", feature = "lambda"))]
    Machine,
    /// Coloured lines on standard error.
    #[cfg(feature = "local")]
    Person,
}

/// Begins to log what the application and this crate say with `tracing`. An application that has begun before keeps
/// its own.
///
/// `WATERSHED_LOG` says what is logged, as `info` or `shop=debug,warn`; without it that is `info`, and `warn` of
/// the AWS SDK.
pub fn begin(reader: Reader) {
    let registry = tracing_subscriber::registry();
    // An error means that the application has a log of its own.
    let _ = match reader {
        #[cfg(any(feature = "container", feature = "lambda"))]
        Reader::Machine => {
            let lines = fmt::layer()
                .json()
                .flatten_event(true)
                .with_current_span(false)
                .with_span_list(true)
                .with_filter(filter());
            registry.with(lines).try_init()
        }
        #[cfg(feature = "local")]
        Reader::Person => {
            let colour = std::io::stderr().is_terminal();
            let lines = fmt::layer().compact().with_ansi(colour).with_writer(std::io::stderr).with_filter(filter());
            let registry = registry.with(crate::local::journal::layer());
            registry.with(lines).try_init()
        }
    };
}

fn filter() -> Targets {
    let default =
        || Targets::new().with_default(Level::INFO).with_targets(["aws", "hyper"].map(|it| (it, Level::WARN)));
    let written = std::env::var("WATERSHED_LOG").ok();
    let chosen = written.and_then(|written| written.parse().ok()).unwrap_or_else(default);
    // It repeats every error of a function, which is in the log already.
    chosen.with_target("lambda_runtime::layers::panic", LevelFilter::OFF)
}

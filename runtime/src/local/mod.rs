//! The laptop: the whole application in one process, on one port, with what it needs in memory or in a folder.

pub(crate) mod application;
pub(crate) mod auth;
mod backends;
pub(crate) mod body;
mod bucket;
mod bus;
mod call;
mod clock;
mod console;
mod escape;
mod folder;
mod greeting;
mod http;
pub(crate) mod ids;
mod inbox;
pub(crate) mod journal;
mod limits;
mod line;
mod meter;
mod objects;
mod presigned;
mod queue;
#[cfg(feature = "testing")]
mod quiet;
mod schedule;
pub(crate) mod secret;
pub(crate) mod start;
mod stream;
mod table;
mod topic;
pub(crate) mod wiring;
mod worker;

use std::path::PathBuf;
use std::time::Duration;

use application::Options;
use auth::Fallback;

use crate::{Error, Result, log};

/// The port, where the environment says nothing.
const PORT: u16 = 3000;
/// How long a message that failed is hidden: nobody waits minutes at a laptop.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Runs the whole application until Ctrl-C. `say` gets what a person wants to know at the start.
///
/// # Errors
/// The environment says something that makes no sense, the port is taken, or the data cannot be read.
pub fn run(say: fn(&str)) -> Result<(), String> {
    log::begin(log::Reader::Person);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let done = runtime.block_on(serve(say));
    // What still runs after its time is cut off.
    runtime.shutdown_background();
    done.map_err(|error| error.to_string())
}

async fn serve(say: fn(&str)) -> Result<()> {
    let fallback = Fallback::read(std::env::var(auth::VARIABLE).ok().as_deref())?;
    let data = std::env::var_os("WATERSHED_DATA").filter(|data| !data.is_empty()).map(PathBuf::from);
    let options = Options { retry_after: Some(RETRY_AFTER), data, elsewhere: None };
    let (mut started, listener) = start::start(&options, fallback.clone(), port()?).await?;
    started.clocks();
    say(&greeting::greeting(&started.application, &options, &fallback));
    let server = axum::serve(listener, started.router.clone()).with_graceful_shutdown(async {
        asked_to_stop().await;
        crate::stopping::tell();
    });
    tokio::select! {
        ended = server => ended?,
        // Browsers keep connections open on which nothing happens.
        () = async { asked_to_stop().await; tokio::time::sleep(start::GRACE).await } => {}
    }
    started.finish().await;
    Ok(())
}

fn port() -> Result<u16> {
    let written = ["WATERSHED_PORT", "PORT"].into_iter().find_map(|name| Some((name, std::env::var(name).ok()?)));
    let Some((name, port)) = written else { return Ok(PORT) };
    port.parse().map_err(|_| Error::new(format!("`{name}` is a port from 0 (any that is free) to 65535, not `{port}`")))
}

/// Ctrl-C, or what `watershed dev` and process managers send.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

//! The laptop: the whole application in one process, on one port, with what it needs in memory or in a folder.

mod application;
mod auth;
mod backends;
mod body;
mod bucket;
mod bus;
mod call;
mod clock;
mod console;
mod escape;
mod folder;
mod greeting;
mod http;
mod ids;
mod inbox;
pub(crate) mod journal;
mod limits;
mod line;
mod meter;
mod objects;
mod presigned;
mod queue;
mod schedule;
mod secret;
mod stream;
mod table;
mod topic;
mod wiring;
mod worker;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use application::{Application, Options};
use auth::Fallback;
use folder::Folder;

use crate::{Error, Result, log};

/// The port, where the environment says nothing.
const PORT: u16 = 3000;
/// How long a message that failed is hidden: nobody waits minutes at a laptop.
const RETRY_AFTER: Duration = Duration::from_secs(1);
/// How long what is going on may take when the program is to end.
const GRACE: Duration = Duration::from_secs(10);

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
    let options = Options { retry_after: Some(RETRY_AFTER), data };
    let (application, folder) = (Application::new(&options), options.data.clone().map(Folder));
    if let Some(folder) = &folder {
        folder.load(&application)?;
    }
    let listener = listen(&application, port()?).await?;
    say(&greeting::greeting(&application, &options, &fallback));

    let mut tasks = worker::readers(&application);
    worker::services(&application, &mut tasks);
    worker::schedules(&application, &mut tasks);
    worker::upkeep(&application, folder.as_ref(), &mut tasks);
    let router = http::everything(&application, fallback);
    let server = axum::serve(listener, router).with_graceful_shutdown(asked_to_stop());
    tokio::select! {
        ended = server => ended?,
        // Browsers keep connections open on which nothing happens.
        () = async { asked_to_stop().await; tokio::time::sleep(GRACE).await } => {}
    }
    finish(&application, tasks).await;
    if let Some(folder) = &folder {
        folder.save(&application);
    }
    Ok(())
}

async fn listen(application: &Application, port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Error::new(format!("{address} cannot be listened on: {error}; `WATERSHED_PORT` chooses another port"))
    })?;
    // Nobody else sets it.
    let _ = application.address.set(format!("http://{}", listener.local_addr()?));
    Ok(listener)
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

/// Takes nothing new, and waits for what is going on.
async fn finish(application: &Arc<Application>, mut tasks: JoinSet<()>) {
    tasks.shutdown().await;
    let quiet = async {
        while application.meter.running() > 0 {
            application.meter.changed().await;
        }
    };
    if tokio::time::timeout(GRACE, quiet).await.is_err() {
        tracing::warn!("{} invocations are cut off", application.meter.running());
    }
}

//! The start of an application, and its end.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::application::{Application, Options};
use super::auth::Fallback;
use super::folder::Folder;
use super::{http, worker};
use crate::{Error, Result};

/// How long what is going on may take when the program is to end.
pub const GRACE: Duration = Duration::from_secs(10);
/// How long the services may take until they serve.
#[cfg(feature = "testing")]
const STARTING: Duration = Duration::from_secs(10);

/// An application that runs. Who drops it ends it.
pub struct Started {
    /// It.
    pub application: Arc<Application>,
    /// Everything that it answers.
    pub router: axum::Router,
    tasks: JoinSet<()>,
    workers: JoinSet<()>,
    folder: Option<Folder>,
}

/// Starts everything but the clocks of schedules and the port.
///
/// # Errors
/// The port is taken, or the data cannot be read.
pub async fn start(options: &Options, fallback: Fallback, port: u16) -> Result<(Started, TcpListener)> {
    let (application, folder) = (Application::new(options), options.data.clone().map(Folder));
    if let Some(folder) = &folder {
        folder.load(&application)?;
    }
    let listener = listen(&application, port).await?;
    let (mut tasks, mut workers) = (worker::readers(&application), JoinSet::new());
    worker::services(&application, &mut tasks, &mut workers);
    worker::upkeep(&application, folder.as_ref(), &mut tasks);
    let router = http::everything(&application, fallback)?;
    Ok((Started { application, router, tasks, workers, folder }, listener))
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

impl Started {
    /// Starts the clocks of schedules.
    pub fn clocks(&mut self) {
        worker::schedules(&self.application, &mut self.tasks);
    }

    /// Does something beside, for as long as it runs.
    #[cfg(feature = "testing")]
    pub fn beside(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(task);
    }

    /// Waits until every service that answers HTTP requests does.
    ///
    /// # Errors
    /// One does not.
    #[cfg(feature = "testing")]
    pub async fn serving(&self) -> Result<()> {
        let services = self.application.services.values().filter(|service| service.http.is_some()).count();
        let all = async {
            while self.application.sites.lock().len() < services {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        let outcome = tokio::time::timeout(STARTING, all).await;
        outcome.map_err(|_| Error::new("a service has not started to serve; the log says why"))
    }

    /// Takes nothing new, waits for what is going on and for workers that have heard of it, and saves the data.
    pub async fn finish(mut self) {
        self.tasks.shutdown().await;
        let workers = async { while crate::stopping::is_heard() && self.workers.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, workers).await.is_err() {
            tracing::warn!("workers are cut off");
        }
        self.workers.shutdown().await;
        let meter = &self.application.meter;
        let quiet = async {
            while meter.running() > 0 {
                meter.changed().await;
            }
        };
        if tokio::time::timeout(GRACE, quiet).await.is_err() {
            tracing::warn!("{} invocations are cut off", meter.running());
        }
        if let Some(folder) = &self.folder {
            folder.save(&self.application);
        }
    }
}

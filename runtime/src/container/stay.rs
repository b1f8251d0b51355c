//! A program that stays: it listens, works, and comes to its end without dropping anything.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::feeds::{self, Feed};
use super::http::{self, Front, Functions, Inside, Port};
use super::life::Phase;
use super::running::Running;
use super::services;
use super::stop::Stop;
use super::told::Told;

/// What is left of the grace period for the end itself.
const FOR_THE_END: Duration = Duration::from_secs(2);
/// No request for so long means that nobody sends any more.
const QUIET: Duration = Duration::from_secs(1);
/// The longest that it goes on taking requests after the signal.
const STRAGGLERS: Duration = Duration::from_secs(10);

/// Serves until it is told to stop, or until its workers have ended where it has nothing else.
///
/// # Errors
/// A port is taken, or a member failed for good.
pub async fn stay(running: &Arc<Running>, told: &Told, port: u16) -> Result<(), String> {
    // First of all: a signal that comes while it starts is one too.
    let mut stop = Stop::listen()?;
    let grace = told.grace.saturating_sub(FOR_THE_END).max(told.grace / 2);
    let mut parts = start(running, told, port, grace).await?;
    let mut workers_left = running.deployment.services.iter().filter(|(_, it)| it.http.is_none()).count();
    loop {
        tokio::select! {
            () = stop.told() => break,
            Some(ended) = parts.join_next() => match ended.map_err(|error| format!("a part broke off: {error}"))?? {
                Part::Started(feeds) => {
                    for feed in feeds {
                        spawn(&mut parts, async move {
                            feed.await;
                            Ok(Part::Feed)
                        });
                    }
                }
                Part::Feed => return Err("a function is not fed any more".to_owned()),
                Part::Worker => workers_left -= 1,
                Part::Listener => return Err("it does not listen any more".to_owned()),
            },
        }
        if workers_left == 0 && running.deployment.is_workers() {
            return Ok(());
        }
    }
    tracing::info!(grace_seconds = grace.as_secs(), "told to stop");
    running.life.reach(Phase::Stopping);
    if timeout(grace, ended(running, &mut parts)).await.is_err() {
        tracing::warn!("the grace period is over and something was still in flight");
    }
    Ok(())
}

/// A part of the program that has come to its end.
enum Part {
    /// What had to be started runs; what feeds functions can begin.
    Started(Vec<Feed>),
    /// What feeds a function.
    Feed,
    /// A worker.
    Worker,
    /// What listens.
    Listener,
}

type Parts = JoinSet<Result<Part, String>>;

/// Lets a part run. All have one type, so that what runs them is built once and not for each.
fn spawn(parts: &mut Parts, part: impl Future<Output = Result<Part, String>> + Send + 'static) {
    let part: Pin<Box<dyn Future<Output = Result<Part, String>> + Send>> = Box::pin(part);
    parts.spawn(part);
}

/// Listens at once, so that the probe of life sees a program whose services take a while to start.
async fn start(running: &Arc<Running>, told: &Told, port: u16, grace: Duration) -> Result<Parts, String> {
    let mut parts = Parts::new();
    let front = Front::new(Arc::clone(running));
    let (listener, main) = (listen(port).await?, Port::Main(Arc::clone(&front)));
    let until = Box::pin(no_more_requests(Arc::clone(running), STRAGGLERS.min(grace / 2)));
    spawn(&mut parts, async move {
        http::serve(listener, main, until).await;
        Ok(Part::Listener)
    });
    if let Some(port) = told.metrics {
        let (listener, metrics) = (listen(port).await?, Port::Metrics(Arc::clone(running)));
        // It goes on to the very end: how a program stops is worth a look.
        tokio::spawn(http::serve(listener, metrics, Box::pin(std::future::pending())));
    }
    for worker in services::workers(running) {
        spawn(&mut parts, async move { worker.await.map(|()| Part::Worker) });
    }
    let starting = Arc::clone(running);
    spawn(&mut parts, async move {
        let (site, feeds) = (services::site(&starting).await?, feeds::find(&starting).await?);
        let functions = Functions::new(Arc::clone(&starting)).map_err(|error| error.to_string())?;
        front.open(Inside { functions, site });
        starting.life.reach(Phase::Ready);
        tracing::info!(deployment = starting.deployment.name, "ready");
        Ok(Part::Started(feeds))
    });
    Ok(parts)
}

/// Waits until every part has ended and nothing is in flight.
async fn ended(running: &Running, parts: &mut Parts) {
    while let Some(ended) = parts.join_next().await {
        match ended {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(error, "a part failed while it stopped"),
            Err(error) => tracing::error!(%error, "a part broke off while it stopped"),
        }
    }
    running.life.busy.idle().await;
}

/// Waits for the signal, and then until nobody sends requests any more: whoever balances the load learns late that
/// this program is leaving.
async fn no_more_requests(running: Arc<Running>, longest: Duration) {
    running.life.stopping().await;
    let quiet = async {
        let mut seen = running.life.requests();
        loop {
            sleep(QUIET).await;
            let now = running.life.requests();
            if now == seen {
                return;
            }
            seen = now;
        }
    };
    if timeout(longest, quiet).await.is_err() {
        tracing::warn!("requests still come: those that come from now on are refused");
    }
}

/// Every address, of both kinds where there are both.
async fn listen(port: u16) -> Result<TcpListener, String> {
    let both = TcpListener::bind((Ipv6Addr::UNSPECIFIED, port)).await;
    let listener = match both {
        Ok(listener) => Ok(listener),
        Err(_) => TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).await,
    };
    listener.map_err(|error| format!("it cannot listen on port {port}: {error}"))
}

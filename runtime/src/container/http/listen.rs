//! Connections: each is served by a task of its own, and comes to its end without dropping a request.

use std::convert::Infallible;
use std::io::{Error, ErrorKind};
use std::pin::{Pin, pin};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;

use super::Port;
use crate::container::busy::{Busy, Doing};

/// How long it waits where the system has no connection to give, for want of descriptors or memory.
const EXHAUSTED: Duration = Duration::from_secs(1);

/// Until when connections are taken.
pub type Until = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Answers until then, and finishes what it has begun.
pub async fn serve(listener: TcpListener, port: Port, mut until: Until) {
    let (closing, busy) = (watch::Sender::new(false), Busy::default());
    loop {
        let accepted = tokio::select! {
            () = &mut until => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, port.clone(), closing.subscribe(), busy.begin()))),
            // Whoever wanted to connect is gone already.
            Err(error) if is_about_the_other(&error) => {}
            Err(error) => {
                tracing::error!(%error, "connections cannot be taken");
                sleep(EXHAUSTED).await;
            }
        }
    }
    drop(listener);
    closing.send_replace(true);
    busy.idle().await;
}

fn is_about_the_other(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset)
}

async fn connection(stream: TcpStream, port: Port, mut closing: watch::Receiver<bool>, _doing: Doing) {
    // Without it a small answer waits for the next one; an error here is seen again when it is written.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request| {
        let port = port.clone();
        async move { Ok::<_, Infallible>(port.answer(request).await) }
    });
    let serving = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).with_upgrades();
    let mut serving = pin!(serving);
    let closing = async {
        // Where the sender is gone, it is time too.
        let _ = closing.wait_for(|closing| *closing).await;
    };
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = closing => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}

//! The signal to stop.

/// Waits for SIGTERM, as Kubernetes sends it, or Ctrl+C.
#[derive(Debug)]
pub struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// From here on a signal ends nothing by itself.
    ///
    /// # Errors
    /// The system does not hand out its signals.
    pub fn listen() -> Result<Self, String> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
                .map_err(|error| format!("the signal to stop cannot be heard: {error}"))?,
        })
    }

    /// Waits for the signal.
    pub async fn told(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    }
}

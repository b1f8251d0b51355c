//! The application as a process.

use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// How long the application may take to its end: its own grace, and a little.
const GRACE: Duration = Duration::from_secs(12);

/// The application.
pub struct Program(Child);

impl Program {
    /// Starts it in the application's folder. What the person's own environment says is stronger.
    pub fn start(path: &Path, application: &Path, variables: &[(String, String)]) -> Result<Self> {
        let unset = variables.iter().filter(|(name, _)| std::env::var_os(name).is_none() || name == "WATERSHED_PORT");
        let mut command = Command::new(path);
        command.current_dir(application).envs(unset.map(|(name, value)| (name, value)));
        command.spawn().map(Self).with_context(|| format!("`{}` does not start", path.display()))
    }

    /// How it ended, where it has.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.0.try_wait().context("the application cannot be looked at")
    }

    /// Asks it to stop, and waits for that; one that does not is ended.
    pub fn stop(mut self) -> Result<()> {
        let start = Instant::now();
        self.ask();
        while self.ended()?.is_none() {
            if start.elapsed() > GRACE {
                self.0.kill().context("the application does not end")?;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    #[cfg(unix)]
    fn ask(&self) {
        let id = i32::try_from(self.0.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(id) = id {
            // It may have ended a moment ago.
            let _ = rustix::process::kill_process(id, rustix::process::Signal::TERM);
        }
    }

    #[cfg(not(unix))]
    fn ask(&mut self) {
        let _ = self.0.kill();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

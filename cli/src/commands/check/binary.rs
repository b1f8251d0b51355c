//! What a binary says about itself.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use watershed_codegen::describe::registered::Registered;

/// How long a binary may take to list what is in it. One that never asks for the list runs until then.
const PATIENCE: Duration = Duration::from_secs(10);
/// The version of the list that this program reads.
const VERSION: u32 = 1;

/// Asks a binary, or reads what one printed before.
pub fn registered(path: &Path) -> Result<Registered> {
    let shown = path.display();
    let text = if is_manifest(path).with_context(|| format!("`{shown}` cannot be read"))? {
        fs::read_to_string(path).with_context(|| format!("`{shown}` cannot be read"))?
    } else {
        ask(path)?
    };
    let registered: Registered = serde_json::from_str(&text).with_context(|| {
        format!("`{shown}` does not list what is in it; its `main` has to call `watershed::run()` before all else")
    })?;
    if registered.version != VERSION {
        bail!(
            "`{shown}` lists what is in it in version {} and this program reads version {VERSION}; use the same version of `watershed` for both",
            registered.version
        );
    }
    Ok(registered)
}

fn is_manifest(path: &Path) -> std::io::Result<bool> {
    let mut first = [0];
    Ok(File::open(path)?.read(&mut first)? == 1 && first == *b"{")
}

/// Runs it with nothing in its environment but the question.
fn ask(path: &Path) -> Result<String> {
    let shown = path.display();
    let program = path.canonicalize().with_context(|| format!("`{shown}` cannot be read"))?;
    let child = Command::new(program)
        .env_clear()
        .env("WATERSHED_MANIFEST", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| {
            format!("`{shown}` does not run here; where it does, `WATERSHED_MANIFEST=1 {shown} > manifest.json` writes what `--binary manifest.json` takes")
        })?;
    answer(child).with_context(|| format!("`{shown}` does not list what is in it"))
}

fn answer(mut child: Child) -> Result<String> {
    let mut pipe = child.stdout.take().context("it has no output")?;
    let reader = thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text).map(|_| text)
    });
    let end = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            bail!("it ran for {} s; its `main` has to call `watershed::run()` before all else", PATIENCE.as_secs());
        }
        thread::sleep(Duration::from_millis(5));
    };
    if !status.success() {
        bail!("it ended with {status}; its `main` has to call `watershed::run()` before all else");
    }
    match reader.join() {
        Ok(text) => Ok(text?),
        Err(_) => bail!("its output could not be read"),
    }
}

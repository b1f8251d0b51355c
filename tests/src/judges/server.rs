//! A server on a free port of this machine, ended with the value that stands for it.

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a server may take to listen on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running server.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub url: String,
    log: PathBuf,
}

impl Server {
    /// Starts a server and waits until it listens. `command` gets the port; what it prints goes to `log`.
    pub fn start(log: &Path, command: impl FnOnce(u16) -> Command) -> Self {
        let port = free_port();
        let file = File::create(log).unwrap_or_else(|error| panic!("{}: {error}", log.display()));
        let mut command = command(port);
        command.stdout(file.try_clone().expect("a file can be shared")).stderr(file).process_group(0);
        let child = command.spawn().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let mut server = Self { child, url: format!("http://127.0.0.1:{port}"), log: log.to_owned() };
        server.wait(port);
        server
    }

    fn wait(&mut self, port: u16) {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = self.child.try_wait().expect("a child can be asked");
            assert!(ended.is_none(), "the server ended: see {}", self.log.display());
            assert!(start.elapsed() < PATIENCE, "the server does not listen: see {}", self.log.display());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its own children are in its group and go with it.
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.child.id())]).status();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("a listener has an address").port()
}

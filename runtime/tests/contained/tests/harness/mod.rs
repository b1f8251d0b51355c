//! Starts the program as a manifest says, and talks to it over plain connections.

#![allow(dead_code, reason = "each test file uses a part of it")]

#[cfg(feature = "fed")]
pub mod cloud;

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a test waits for something that should happen soon.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program, while it runs. It is killed at the end of a test.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}

/// The program with the variables of a manifest.
pub fn command(deployment: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contained"));
    command.env_clear().env("WATERSHED_DEPLOYMENT", deployment).envs(variables.iter().copied());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Program {
    /// Starts it and waits until it lives.
    pub fn start(deployment: &str, variables: &[(&str, &str)]) -> Self {
        let port = free_port();
        let child = command(deployment, variables).env("WATERSHED_PORT", port.to_string()).spawn();
        let program = Self { child: child.expect("the program can be started"), port };
        eventually("the program lives", || program.try_get("/livez").is_some_and(|it| it.status == 200));
        program
    }

    /// Starts it and waits until it is ready.
    pub fn ready(deployment: &str, variables: &[(&str, &str)]) -> Self {
        let program = Self::start(deployment, variables);
        eventually("the program is ready", || program.get("/readyz").status == 200);
        program
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends SIGTERM, or another signal.
    pub fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(status.expect("there is a program `kill`").success());
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    pub fn try_get(&self, path: &str) -> Option<Answer> {
        Connection::open(self.port).ok()?.send("GET", path, &[("connection", "close")], "").ok()
    }

    pub fn post(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, &[("content-type", "application/json")], body)
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut connection = Connection::open(self.port).expect("it takes connections");
        connection.send(method, path, headers, body).expect("it answers")
    }

    /// Waits for its end: how it ended, and what it wrote.
    pub fn end(mut self) -> (ExitStatus, String) {
        let mut output = String::new();
        let mut stdout = self.child.stdout.take().expect("its output is caught");
        stdout.read_to_string(&mut output).expect("its output is text");
        (self.child.wait().expect("it ends"), output)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that is kept for several requests.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub fn open(port: u16) -> std::io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a request and reads the answer.
    ///
    /// # Errors
    /// The connection ended before there was a whole answer.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> std::io::Result<Answer> {
        let headers: String =
            headers.iter().fold(String::new(), |all, (name, value)| all + name + ": " + value + "\r\n");
        let length = body.len();
        let request =
            format!("{method} {path} HTTP/1.1\r\nhost: test\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
        self.0.get_mut().write_all(request.as_bytes())?;
        self.read()
    }

    fn read(&mut self) -> std::io::Result<Answer> {
        let line = self.line()?;
        let status = line.split(' ').nth(1).and_then(|it| it.parse().ok()).ok_or(ErrorKind::InvalidData)?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name == "content-length").map_or("0", |(_, value)| value);
        let mut body = vec![0; length.parse().map_err(|_| ErrorKind::InvalidData)?];
        self.0.read_exact(&mut body)?;
        Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
    }

    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        match self.0.read_line(&mut line)? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

/// Waits until something is so.
pub fn eventually(what: &str, is_so: impl FnMut() -> bool) {
    within(PATIENCE, what, is_so);
}

/// Waits until something is so that takes a while.
pub fn within(time: Duration, what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < time, "{what}: not within {time:?}");
        sleep(Duration::from_millis(50));
    }
}

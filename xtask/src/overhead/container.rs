//! Requests on one connection, as the load balancer keeps it.

use std::io::{self, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Speed, environment, middle, wire};

/// Requests of one measurement.
const REQUESTS: usize = 2_000;
/// How long a program may take to listen.
const PATIENCE: Duration = Duration::from_secs(10);
const REQUEST: &[u8] = b"GET /hello/you HTTP/1.1\r\nhost: localhost\r\n\r\n";

/// Starts a program, asks it again and again, and ends it.
pub fn measure(program: &Path) -> io::Result<Speed> {
    let (port, metrics) = (free_port()?, free_port()?);
    let begin = Instant::now();
    let mut command = Command::new(program);
    environment::tell(&mut command).env("WATERSHED_PORT", port.to_string()).env("WATERSHED_DEPLOYMENT", "hello");
    command.env("WATERSHED_METRICS_PORT", metrics.to_string());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let answers = connect(port, begin).and_then(|stream| ask(stream, begin));
    child.kill()?;
    child.wait()?;
    answers
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn connect(port: u16, begin: Instant) -> io::Result<TcpStream> {
    loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(stream) => return Ok(stream),
            Err(error) if begin.elapsed() > PATIENCE => return Err(error),
            Err(_) => std::thread::sleep(Duration::from_micros(100)),
        }
    }
}

fn ask(stream: TcpStream, begin: Instant) -> io::Result<Speed> {
    stream.set_nodelay(true)?;
    let mut out = stream.try_clone()?;
    let mut stream = BufReader::new(stream);
    let mut one = || -> io::Result<Duration> {
        let sent = Instant::now();
        out.write_all(REQUEST)?;
        let answer = wire::read(&mut stream)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if !answer.first.starts_with("HTTP/1.1 200") {
            return Err(io::Error::other(answer.first));
        }
        Ok(sent.elapsed())
    };
    // Until it is ready it may say so.
    while one().is_err() {
        if begin.elapsed() > PATIENCE {
            return Err(io::ErrorKind::TimedOut.into());
        }
    }
    let start = begin.elapsed();
    let each = (0..REQUESTS).map(|_| one()).collect::<io::Result<Vec<_>>>()?;
    Ok(Speed { start, answer: middle(each.into_iter()) })
}

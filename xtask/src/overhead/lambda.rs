//! The Runtime API of AWS Lambda, as a function sees it: one event after the other on a port of this machine.

use std::io::{self, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{Speed, environment, middle, wire};

/// Events of one measurement.
const EVENTS: usize = 1_000;

/// What API Gateway sends for `GET /hello/you`.
const EVENT: &str = r#"{"version":"2.0","routeKey":"GET /hello/{name}","rawPath":"/hello/you","rawQueryString":"","headers":{"accept":"*/*","host":"example.execute-api.eu-west-1.amazonaws.com"},"pathParameters":{"name":"you"},"requestContext":{"accountId":"123456789012","apiId":"example","domainName":"example.execute-api.eu-west-1.amazonaws.com","http":{"method":"GET","path":"/hello/you","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"bench"},"requestId":"id","routeKey":"GET /hello/{name}","stage":"$default","time":"01/Jan/2026:00:00:00 +0000","timeEpoch":1767225600000},"isBase64Encoded":false}"#;

/// When events went out and answers came in.
#[derive(Default)]
struct Times {
    sent: Vec<Instant>,
    answered: Vec<Instant>,
}

/// Starts a function, hands it events and ends it.
pub fn measure(program: &Path) -> io::Result<Speed> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    let times = Arc::new(Mutex::new(Times::default()));
    let shared = Arc::clone(&times);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let shared = Arc::clone(&shared);
            thread::spawn(move || serve(stream, &shared));
        }
    });
    let begin = Instant::now();
    let mut command = Command::new(program);
    environment::tell(&mut command).env("AWS_LAMBDA_RUNTIME_API", address).env("_HANDLER", "hello");
    for (name, value) in [("FUNCTION_NAME", "hello"), ("FUNCTION_VERSION", "1"), ("FUNCTION_MEMORY_SIZE", "256")] {
        command.env(format!("AWS_LAMBDA_{name}"), value);
    }
    command.env("AWS_LAMBDA_LOG_STREAM_NAME", "x").env("AWS_LAMBDA_LOG_GROUP_NAME", "x");
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    while times.lock().unwrap_or_else(PoisonError::into_inner).answered.len() < EVENTS {
        if let Some(status) = child.try_wait()? {
            return Err(io::Error::other(format!("{} ended with {status}", program.display())));
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill()?;
    child.wait()?;
    let times = times.lock().unwrap_or_else(PoisonError::into_inner);
    let each = times.sent.iter().zip(&times.answered).skip(1).map(|(sent, answered)| answered.duration_since(*sent));
    Ok(Speed { start: times.answered[0].duration_since(begin), answer: middle(each) })
}

/// One connection: `next` gets an event, an answer is noted, an error ends it.
fn serve(stream: TcpStream, times: &Mutex<Times>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut out = stream.try_clone()?;
    let mut stream = BufReader::new(stream);
    while let Some(message) = wire::read(&mut stream)? {
        let now = Instant::now();
        let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
        if message.first.contains("/invocation/next ") {
            let id = times.sent.len();
            times.sent.push(now);
            drop(times);
            // Far in the future, in milliseconds since 1970.
            let head = format!(
                "HTTP/1.1 200 OK\r\nlambda-runtime-aws-request-id: {id}\r\nlambda-runtime-deadline-ms: 4102444800000\r\nlambda-runtime-invoked-function-arn: arn:aws:lambda:eu-west-1:123456789012:function:hello\r\nlambda-runtime-trace-id: Root=1-00000000-000000000000000000000000\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{EVENT}",
                EVENT.len()
            );
            out.write_all(head.as_bytes())?;
        } else if message.first.contains("/response ") {
            times.answered.push(now);
            drop(times);
            out.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")?;
        } else {
            return Err(io::Error::other(message.first));
        }
    }
    Ok(())
}

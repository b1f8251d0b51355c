//! A server that answers what it is told to: the half refusals that no other server can be made to give.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use serde_json::Value;

/// A request, as far as a test wants to know.
pub struct Asked {
    /// The first line and the headers, in small letters.
    pub head: String,
    /// The body.
    pub text: String,
    /// The same as JSON, where it is JSON.
    pub body: Value,
}

/// A server for as many requests as it has answers.
pub struct Fake {
    /// Where it answers.
    pub url: String,
    thread: JoinHandle<Vec<Asked>>,
}

impl Fake {
    /// Answers one request after the other: the status, and the JSON.
    pub fn start(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let answers: Vec<(u16, Value)> = answers.into_iter().collect();
        let answer = move |(status, json): (u16, Value)| {
            let (mut stream, _) = listener.accept().expect("somebody asks");
            let asked = read(&stream);
            // A text is no JSON: it is the answer itself.
            let body = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            let length = body.len();
            let head = format!("HTTP/1.1 {status} Answer\r\nContent-Type: application/x-amz-json-1.1\r\n");
            let rest = format!("Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
            stream.write_all((head + &rest).as_bytes()).expect("somebody reads");
            asked
        };
        let thread = std::thread::spawn(move || answers.into_iter().map(answer).collect());
        Self { url, thread }
    }

    /// All that was asked, when every answer has been given.
    pub fn asked(self) -> Vec<Asked> {
        self.thread.join().expect("every request was one")
    }
}

fn read(stream: &TcpStream) -> Asked {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a request has lines");
        let line = line.trim_end().to_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length is a number");
        }
        if line.is_empty() {
            break;
        }
        head += &(line + "\n");
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a request has a body");
    let text = String::from_utf8_lossy(&body).into_owned();
    Asked { head, body: serde_json::from_str(&text).unwrap_or_default(), text }
}

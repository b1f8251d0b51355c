//! `watershed invoke`: asks the console of the application that runs on this machine.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::args::{Format, Invoke};
use crate::{Exit, terminal};

/// Calls a function and prints its answer; its log goes beside.
pub fn run(arguments: &Invoke) -> Result<Exit> {
    super::no_sarif(arguments.format)?;
    let data: Value = serde_json::from_str(&arguments.data).context("`--data` is no JSON")?;
    let function = &arguments.function;
    if !function.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        bail!("`{function}` is no id of a function: write it as `watershed list` does");
    }
    let path = format!("/_watershed/api/functions/{function}/invoke");
    let (status, answer) = post(arguments.port, &path, &data.to_string())?;
    let answer: Value = serde_json::from_str(&answer).with_context(|| {
        format!("what listens on port {} is no application of Watershed: it answers {status}", arguments.port)
    })?;
    if status != 200 {
        bail!("{}", answer["message"].as_str().unwrap_or("the application says no more"));
    }
    print(&answer, arguments.format);
    Ok(if answer["outcome"] == "failed" { Exit::Failed } else { Exit::Fine })
}

fn print(answer: &Value, format: Format) {
    if format == Format::Json {
        terminal::json_line(answer);
        return;
    }
    for line in answer["log"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        terminal::say(line);
    }
    if let Some(error) = answer["error"].as_str() {
        terminal::say(&format!("error: {error}"));
    }
    let outcome = answer["outcome"].as_str().unwrap_or_default();
    let status = answer["status"].as_u64().map(|status| format!(" with status {status}")).unwrap_or_default();
    let took = answer["milliseconds"].as_f64().unwrap_or_default();
    terminal::say(&format!("{outcome}{status} in {took:.1} ms"));
    match &answer["answer"] {
        Value::Null => {}
        Value::String(text) => terminal::data(&format!("{}\n", text.trim_end_matches('\n'))),
        value => terminal::json(value),
    }
}

/// Status and body. HTTP/1.0, so that the answer ends with the connection.
fn post(port: u16, path: &str, body: &str) -> Result<(u16, String)> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!(
            "nothing runs on port {port}: start the application with `watershed dev` or `cargo run`, or say `--port`"
        )
    })?;
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.0\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).context("the application went away before it answered")?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
    status.zip(body).with_context(|| format!("what listens on port {port} does not speak HTTP"))
}

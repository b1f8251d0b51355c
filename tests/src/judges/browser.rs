//! A real browser: Debian's Chromium, driven over its DevTools protocol.

use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

use super::{folder, program};

const NAME: &str = "chromium";
const PATIENCE: Duration = Duration::from_secs(30);

/// A page in a browser. The browser ends when it is dropped.
pub struct Browser {
    process: Child,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    session: String,
    last: u64,
    complaints: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    /// Opens a page, or says that there is no browser.
    pub fn open(url: &str) -> Result<Self, String> {
        program(NAME, &["--version"])?;
        let profile = tempfile::tempdir().map_err(|error| error.to_string())?;
        let mut process = Command::new(NAME)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--remote-debugging-port=0", "--window-size=1280,900"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut lines = BufReader::new(process.stderr.take().ok_or("no log")?).lines().map_while(Result::ok);
        let address = lines.find_map(|line| line.strip_prefix("DevTools listening on ").map(str::to_owned));
        // Who does not read its log would stop it.
        std::thread::spawn(move || lines.for_each(drop));
        let (socket, _) = tungstenite::connect(address.ok_or("it says nothing")?).map_err(|error| error.to_string())?;
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            stream.set_read_timeout(Some(PATIENCE)).map_err(|error| error.to_string())?;
        }
        let (session, complaints) = (String::new(), Vec::new());
        let mut browser = Self { process, socket, session, last: 0, complaints, _profile: profile };
        let target = browser.ask("Target.createTarget", &json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.ask("Target.attachToTarget", &target);
        attached["sessionId"].as_str().ok_or("no session")?.clone_into(&mut browser.session);
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.ask(domain, &json!({}));
        }
        browser.ask("Page.navigate", &json!({ "url": url }));
        browser.until("document.readyState === 'complete' && location.href !== 'about:blank'");
        Ok(browser)
    }

    /// Sends a command and waits for its answer; what the page complains about meanwhile is kept.
    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let mut command = json!({ "id": self.last, "method": method, "params": parameters });
        if !self.session.is_empty() {
            command["sessionId"] = self.session.as_str().into();
        }
        self.socket.send(Message::text(command.to_string())).expect("the browser listens");
        loop {
            let message = self.socket.read().unwrap_or_else(|error| panic!("{method}: the browser is silent: {error}"));
            let Message::Text(text) = message else { continue };
            let mut message: Value = serde_json::from_str(&text).expect("the browser speaks JSON");
            if message["id"] == self.last {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].take();
            }
            let is_error = message["params"]["entry"]["level"] == "error";
            if is_error || message["method"] == "Runtime.exceptionThrown" {
                self.complaints.push(message["params"].to_string());
            }
        }
    }

    /// What the page and the browser complained about: errors of scripts, and what was not loaded or not allowed.
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }

    /// The value of an expression in the page.
    ///
    /// # Panics
    /// It throws.
    pub fn run(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.ask("Runtime.evaluate", &parameters);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// Waits until an expression in the page is true.
    ///
    /// # Panics
    /// It is not true in time.
    pub fn until(&mut self, expression: &str) {
        let start = Instant::now();
        while self.run(expression) != json!(true) {
            let text = || "document.body.innerText".to_owned();
            assert!(start.elapsed() < PATIENCE, "{expression} is not true of:\n{}", self.run(&text()));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses a key, such as `Tab` or `Enter`.
    pub fn press(&mut self, key: &str) {
        let (code, text) = if key == "Enter" { (13, "\r") } else { (9, "") };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = text.into();
            }
            self.ask("Input.dispatchKeyEvent", &event);
        }
    }

    /// Takes a picture of the whole page, in light or in dark, to the judges' folder.
    pub fn picture(&mut self, name: &str, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.ask("Emulation.setEmulatedMedia", &features);
        let picture = self.ask("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }));
        let picture = base64(picture["data"].as_str().unwrap_or_default());
        std::fs::create_dir_all(folder()).expect("a folder for pictures");
        std::fs::write(folder().join(format!("{name}.png")), picture).expect("a picture");
    }
}

/// Bytes of a text in base64.
fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|byte| ALPHABET.iter().position(|it| *it == byte));
    let digits: Vec<usize> = digits.collect();
    let bytes = digits.chunks(4).flat_map(|digits| {
        let bits = digits.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - digits.len()));
        let bytes = [bits >> 16, bits >> 8, bits].map(|byte| u8::try_from(byte & 255).unwrap_or_default());
        bytes.into_iter().take(digits.len() - 1)
    });
    bytes.collect()
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

//! AWS Lambda for one program: the runtime API on this machine, and the program with its variables.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

/// How long a test waits for something that should happen soon.
const PATIENCE: Duration = Duration::from_secs(20);

/// The trace of every invocation.
pub const TRACE: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

/// An event on its way to the program.
struct Event {
    id: String,
    body: String,
    deadline: SystemTime,
}

/// What the program said of an event.
#[derive(Debug)]
pub struct Answer {
    /// The invocation.
    pub id: String,
    /// `response` or `error`.
    pub kind: String,
    /// The headers of its request.
    pub headers: HeaderMap,
    /// As it was sent.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body of a `response`.
    pub fn value(&self) -> Value {
        assert_eq!(self.kind, "response", "{self:?}");
        serde_json::from_slice(&self.bytes).expect("a response is JSON")
    }

    /// Name and message of an `error`.
    pub fn error(&self) -> (String, String) {
        assert_eq!(self.kind, "error", "{self:?}");
        let value: Value = serde_json::from_slice(&self.bytes).expect("an error is JSON");
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        (text("errorType"), text("errorMessage"))
    }
}

/// The program, while it runs. It is killed at the end of a test.
pub struct Lambda {
    child: Child,
    events: UnboundedSender<Event>,
    answers: UnboundedReceiver<Answer>,
    lines: Arc<Mutex<Vec<String>>>,
    count: u32,
}

struct Api {
    events: tokio::sync::Mutex<UnboundedReceiver<Event>>,
    answers: UnboundedSender<Answer>,
}

impl Lambda {
    /// Starts the program for a function, with so much memory in MB.
    pub async fn start(function: &str, memory: u32) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address").to_string();
        let (events, taken) = unbounded_channel();
        let (answered, answers) = unbounded_channel();
        let api = Arc::new(Api { events: tokio::sync::Mutex::new(taken), answers: answered });
        let routes = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/{kind}", post(answer));
        tokio::spawn(async move { axum::serve(listener, routes.with_state(api)).await });
        let mut child = command(function, memory, &address).spawn().expect("the program can be started");
        let lines = Arc::new(Mutex::new(Vec::new()));
        let (out, kept) = (child.stdout.take().expect("it is piped"), Arc::clone(&lines));
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                kept.lock().expect("nobody panics with it").push(line);
            }
        });
        Self { child, events, answers, lines, count: 0 }
    }

    /// Hands an event over and waits for what is said of it.
    pub async fn invoke(&mut self, event: &Value, left: Duration) -> Answer {
        self.count += 1;
        let id = format!("request-{}", self.count);
        let event = Event { id: id.clone(), body: event.to_string(), deadline: SystemTime::now() + left };
        self.events.send(event).expect("the API listens");
        let answer = timeout(PATIENCE, self.answers.recv()).await.expect("the program answers");
        let answer = answer.expect("the API listens");
        assert_eq!(answer.id, id);
        answer
    }

    /// The lines of its log so far, once there are so many of them.
    pub async fn log(&self, at_least: usize) -> Vec<Value> {
        for _ in 0..200 {
            let lines = self.lines.lock().expect("nobody panics with it").clone();
            if lines.len() >= at_least {
                return lines.iter().map(|it| serde_json::from_str(it).expect("a line is JSON")).collect();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{at_least} lines were expected: {:#?}", self.lines.lock());
    }
}

impl Drop for Lambda {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program with the variables of AWS Lambda.
pub fn command(function: &str, memory: u32, api: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_invoked"));
    command.env_clear().stdout(Stdio::piped()).stderr(Stdio::piped()).envs([
        ("AWS_LAMBDA_RUNTIME_API", api),
        ("AWS_LAMBDA_FUNCTION_NAME", "app-dev-function"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", &memory.to_string()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_REGION", "eu-west-1"),
        ("_HANDLER", function),
    ]);
    command
}

async fn next(State(api): State<Arc<Api>>) -> Response<Body> {
    let event = api.events.lock().await.recv().await.expect("a test runs as long as its program");
    let deadline = event.deadline.duration_since(UNIX_EPOCH).expect("it is after 1970").as_millis();
    Response::builder()
        .header("lambda-runtime-aws-request-id", event.id)
        .header("lambda-runtime-deadline-ms", deadline.to_string())
        .header(
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:eu-west-1:123456789012:function:app-dev-function",
        )
        .header("lambda-runtime-trace-id", TRACE)
        .body(event.body.into())
        .expect("these are headers")
}

async fn answer(State(api): State<Arc<Api>>, Path((id, kind)): Path<(String, String)>, request: Request) -> StatusCode {
    let (head, body) = request.into_parts();
    let bytes = to_bytes(body, 10 << 20).await.expect("it is sent whole").to_vec();
    let _ = api.answers.send(Answer { id, kind, headers: head.headers, bytes });
    StatusCode::ACCEPTED
}

//! A program in a container over HTTP: probes, routes, calls, services, and its end.

mod harness;

use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use harness::{Connection, Program, command, eventually, free_port};

fn message(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).expect("an error is JSON");
    body["message"].as_str().expect("an error has a message").to_owned()
}

/// How a program ends that is never asked to, and what it says.
fn ends(deployment: &str, variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let port = free_port().to_string();
    let output = command(deployment, variables).env("WATERSHED_PORT", port).output().expect("it can be started");
    (output.status.code(), String::from_utf8(output.stderr).expect("it writes text"))
}

#[test]
fn routes_answer_and_say_what_is_wrong() {
    let program = Program::ready("web", &[]);
    let order = program.get("/orders/o%201?all=true");
    assert_eq!((order.status, order.body.as_str()), (200, r#"{"id":"o 1","cents":5}"#));
    assert_eq!(program.post("/orders", r#"{"id":"o1","cents":5}"#).status, 201);

    let no_json = program.post("/orders", "{");
    assert_eq!(no_json.status, 400);
    assert!(message(&no_json.body).starts_with("the body cannot be read: EOF"), "{no_json:?}");
    let other_json = program.post("/orders", r#"{"id":"o1"}"#);
    assert_eq!((other_json.status, message(&other_json.body).contains("missing field `cents`")), (422, true));
    assert_eq!(program.send("POST", "/orders", &[], "{}").status, 415);
    assert_eq!((program.get("/nowhere").status, program.get("/orders").status), (404, 404));
    assert_eq!(program.get("/me").status, 401);
    let large = "a".repeat(11 << 20);
    assert_eq!(program.post("/orders", &large).status, 413);
}

#[test]
fn what_fails_inside_stays_inside_and_is_logged() {
    let program = Program::ready("web", &[]);
    for path in ["/fails", "/panics"] {
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let answer = program.send("GET", path, &[("x-request-id", "abc-1"), ("traceparent", trace)], "");
        assert_eq!((answer.status, message(&answer.body).as_str()), (500, "Internal Server Error"));
        assert_eq!(answer.header("x-request-id"), Some("abc-1"));
    }
    assert_eq!(program.get("/orders/o1").status, 200, "the program lives on");
    program.signal("-TERM");
    let (status, output) = program.end();
    assert!(status.success());
    let lines: Vec<serde_json::Value> = output.lines().map(|it| serde_json::from_str(it).expect(it)).collect();
    let failed = |function: &str, what: &str| {
        let mut logged = lines.iter().filter(|it| it["level"] == "ERROR" && it["spans"][0]["function"] == function);
        let line = logged.next().unwrap_or_else(|| panic!("{function} is not in {output}"));
        assert_eq!(line["spans"][0]["request_id"], "abc-1");
        assert_eq!(line["spans"][0]["trace_id"], "0af7651916cd43dd8448eb211c80319c");
        assert!(line["error"].as_str().is_some_and(|error| error.contains(what)), "{line}");
    };
    failed("fails", "the password is tea");
    failed("panics", "the function panicked: the password is coffee");
}

#[test]
fn a_slow_handler_is_cut_at_the_timeout_that_the_environment_says() {
    let program = Program::ready("web", &[("WATERSHED_TIMEOUT_SLOW", "1")]);
    let begun = Instant::now();
    assert_eq!(program.get("/slow").status, 504);
    let took = begun.elapsed();
    assert!(took >= Duration::from_secs(1) && took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn a_function_comes_to_its_end_although_nobody_waits_for_it() {
    let program = Program::ready("web", &[]);
    let mut hasty = std::net::TcpStream::connect(("127.0.0.1", program.port)).unwrap();
    std::io::Write::write_all(&mut hasty, b"GET /waits/500 HTTP/1.1\r\nhost: test\r\n\r\n").unwrap();
    sleep(Duration::from_millis(200));
    drop(hasty);
    assert_eq!(program.get("/finished").body, "false");
    eventually("it came to its end", || program.get("/finished").body == "true");
}

#[test]
fn a_url_takes_every_path_below_its_id() {
    let program = Program::ready("hook", &[]);
    for path in ["/hook", "/hook/", "/hook/a/b?c=d"] {
        let answer = program.post(path, "hello");
        assert_eq!((answer.status, answer.body.as_str()), (200, "hello"), "{path}");
    }
    assert_eq!(program.post("/hooked", "").status, 404);
}

#[test]
fn calls_answer_json_or_say_what_went_wrong() {
    let program = Program::ready("sums", &[]);
    let doubled = program.post("/_call/double", "21");
    assert_eq!((doubled.status, doubled.body.as_str()), (200, "42"));
    let refused = program.post("/_call/double", "4000000000");
    assert_eq!((refused.status, message(&refused.body).as_str()), (400, "4000000000 cannot be doubled"));
    let broken = program.post("/_call/broken", r#""it is late""#);
    assert_eq!((broken.status, message(&broken.body).as_str()), (500, "it is late"));
    assert_eq!(program.post("/_call/nobody", "1").status, 404);
    assert_eq!(program.get("/_call/double").status, 405);
}

#[test]
fn a_call_that_nobody_waits_for_is_tried_again() {
    let program = Program::ready("sums", &[]);
    let accepted = program.send("POST", "/_call/stubborn", &[("watershed-later", "true")], "null");
    assert_eq!(accepted.status, 202);
    eventually("it is tried twice", || program.post("/_call/tries", "null").body == "2");
}

#[test]
fn a_service_answers_below_its_path_beside_a_function() {
    let program = Program::ready("pages", &[]);
    let body = |path: &str| program.get(path).body;
    assert_eq!((body("/shop").as_str(), body("/shop/tea").as_str()), ("welcome", "green"));
    assert_eq!(program.post("/shop/orders", "").body, "ordered");
    assert_eq!((program.get("/tea").status, program.get("/shopping").status), (404, 404));
    assert_eq!(program.get("/shop/panics").status, 500);
    assert_eq!(program.get("/shop/tea").status, 200, "the program lives on");
}

#[test]
fn a_service_says_itself_how_it_is_once_it_has_started() {
    let program = Program::start("ill", &[]);
    assert_eq!((program.get("/readyz").status, program.get("/health").status), (503, 503));
    eventually("the service has started", || program.get("/").status == 200);
    assert_eq!((program.get("/readyz").status, program.get("/health").status), (200, 418));
}

#[test]
fn what_cannot_be_served_is_said() {
    let (code, message) = ends("nothing", &[]);
    assert_eq!(code, Some(1));
    assert!(message.contains("no deployment `nothing`, but `click`, `dream`, `endless`, `ends`"), "{message}");
    assert_eq!(ends("web", &[("WATERSHED_TIMEOUT_SLOW", "soon")]).0, Some(1));
    let port = std::net::TcpListener::bind("[::]:0").unwrap();
    let taken = port.local_addr().unwrap().port().to_string();
    let output = command("web", &[("WATERSHED_PORT", &taken)]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

/// Built with the features that it needs, this program is in `fed.rs`.
#[cfg(not(feature = "fed"))]
#[test]
fn a_feature_that_is_missing_is_named() {
    let (code, message) = ends("work", &[]);
    assert_eq!(code, Some(1));
    assert!(message.contains("`sqs` for a queue"), "{message}");
    let (_, message) = ends("click", &[]);
    assert!(message.contains("[\"dynamodb\", \"sqs\", \"kinesis\"]"), "{message}");
}

#[test]
fn a_program_of_workers_ends_as_they_do() {
    assert_eq!(ends("ends", &[]), (Some(0), String::new()));
    let (code, message) = ends("stumbles", &[]);
    assert_eq!((code, message.contains("there is nothing to do")), (Some(1), true), "{message}");
    assert_eq!(ends("panicky", &[]).0, Some(1));
}

#[test]
fn a_worker_hears_that_the_program_stops() {
    let program = Program::ready("heedful", &[("WATERSHED_GRACE", "20")]);
    let begun = Instant::now();
    program.signal("-TERM");
    let (status, output) = program.end();
    assert!(status.success(), "{output}");
    assert!(output.contains("everything is put away") && !output.contains("the grace period is over"), "{output}");
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_worker_that_goes_on_ends_with_the_grace_period() {
    let program = Program::ready("endless", &[("WATERSHED_GRACE", "3")]);
    let begun = Instant::now();
    program.signal("-TERM");
    let (status, output) = program.end();
    assert!(status.success(), "{output}");
    assert!(output.contains("the grace period is over"), "{output}");
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[test]
fn prometheus_collects_what_happened() {
    let port = free_port();
    let program = Program::ready("web", &[("WATERSHED_METRICS_PORT", &port.to_string())]);
    for path in ["/orders/o1", "/orders/o2", "/fails"] {
        program.get(path);
    }
    assert_eq!(program.get("/metrics").status, 404, "visitors do not see them");
    let answer = Connection::open(port).unwrap().send("GET", "/metrics", &[], "").unwrap();
    assert!(answer.header("content-type").is_some_and(|it| it.starts_with("application/openmetrics-text")));
    for line in [
        "watershed_requests_total{function=\"get-order\",status=\"200\"} 2",
        "watershed_requests_total{function=\"fails\",status=\"500\"} 1",
        "watershed_request_duration_seconds_count{function=\"get-order\"} 2",
        "watershed_requests_in_flight 0",
    ] {
        assert!(answer.body.lines().any(|it| it == line), "{line} is not in {}", answer.body);
    }
}

/// Requests until the program has been told to stop for a second, as a load balancer that learns of it late. How many
/// were answered; each that was not is an error.
fn load(port: u16, stop_at: Instant) -> Result<usize, String> {
    let mut answered = 0;
    let mut connection = Connection::open(port).map_err(|error| error.to_string())?;
    while Instant::now() < stop_at {
        let answer = connection.send("GET", "/waits/20", &[], "").map_err(|error| format!("{answered}: {error}"))?;
        if answer.status != 200 {
            return Err(format!("{answered}: {answer:?}"));
        }
        answered += 1;
        if answer.header("connection") == Some("close") {
            connection = Connection::open(port).map_err(|error| format!("{answered}: {error}"))?;
        }
    }
    Ok(answered)
}

#[test]
fn a_program_that_stops_under_load_drops_no_request() {
    let program = Program::ready("web", &[("WATERSHED_GRACE", "20")]);
    let port = program.port;
    let slow = thread::spawn(move || Connection::open(port).unwrap().send("GET", "/waits/3000", &[], "").unwrap());
    let stop_at = Instant::now() + Duration::from_secs(2);
    let visitors: Vec<_> = (0..8).map(|_| thread::spawn(move || load(port, stop_at))).collect();
    sleep(Duration::from_secs(1));
    program.signal("-TERM");
    eventually("it is not ready", || program.get("/readyz").status == 503);
    assert_eq!(program.get("/livez").status, 200, "it is alive");
    for visitor in visitors {
        let answered = visitor.join().unwrap().unwrap();
        assert!(answered > 40, "{answered} requests in two seconds");
    }
    assert_eq!(slow.join().unwrap().body, "3000");
    let (status, output) = program.end();
    assert!(status.success(), "{output}");
    assert!(!output.contains("the grace period is over"), "{output}");
}

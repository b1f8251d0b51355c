//! The console in a real browser, and what it says to programs.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use watershed::bytes::Bytes;
use watershed::http::Request;
use watershed::prelude::*;
use watershed::testing::{self, Application};

use watershed_tests::judges::browser::Browser;
use watershed_tests::judges::{judged, or_skip};

/// Something to be said.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Word {
    text: String,
}

/// What waits to be said.
#[queue(retries = 2)]
struct Words(Word);

/// What was said.
#[table(key = "text")]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Said {
    text: String,
}

/// Says a word, unless it is a bad one.
#[function(queue(Words))]
async fn say(Message(word): Message<Word>, said: Table<Said, can::Put>) -> Result<()> {
    tracing::info!(word = word.text, "about to speak");
    if word.text.contains("bad") {
        return Err(Error::new(format!("nobody says <b>{}</b>", word.text)));
    }
    said.put(&Said { text: word.text }).await
}

/// Doubles a number.
#[function(call)]
async fn double(Input(number): Input<u64>) -> Result<u64> {
    Ok(number * 2)
}

/// Shows a word.
#[function(http(GET, "/words/{text}", auth = none))]
async fn word(Path(text): Path<String>, said: Reader<Said>) -> Result<String> {
    said.get(&text).await?.map(|said| said.text).ok_or_else(|| Error::not_found("nobody has said that"))
}

const PATIENCE: Duration = Duration::from_secs(20);

async fn post(app: &Application, path: &str, body: &Value) -> Result<(StatusCode, Value)> {
    let request = Request::post(format!("/_watershed/api/{path}"));
    let request = request.header("host", "localhost").header("content-type", "application/json");
    let response = app.request(request.body(Bytes::from(body.to_string()))?).await?;
    Ok((response.status(), serde_json::from_slice(response.body())?))
}

#[tokio::test]
async fn a_program_calls_functions_and_puts_dead_letters_back() -> Result<()> {
    let app = testing::start().await?;
    let (_, answer) = post(&app, "functions/double/invoke", &json!(21)).await?;
    assert_eq!((&answer["outcome"], &answer["answer"]), (&json!("answered"), &json!(42)));
    let (_, answer) = post(&app, "functions/say/invoke", &json!({ "text": "bad" })).await?;
    assert_eq!((&answer["outcome"], &answer["error"]), (&json!("failed"), &json!("nobody says <b>bad</b> (500)")));
    assert_eq!(answer["log"][0], "INFO about to speak word=bad");
    let (_, answer) = post(&app, "functions/word/invoke", &json!({ "path": { "text": "x" } })).await?;
    assert_eq!((&answer["outcome"], &answer["status"]), (&json!("failed"), &json!(404)));

    let (status, answer) = post(&app, "functions/word/invoke", &json!({})).await?;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(answer["message"].as_str().is_some_and(|it| it.ends_with("`path` has no `text`")), "{answer}");
    let (status, answer) = post(&app, "functions/tripple/invoke", &json!(1)).await?;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(answer["message"], "there is no function `tripple`; there is: double, say, word");

    post(&app, "queues/words/send", &json!({ "message": { "text": "bad" } })).await?;
    app.settled(PATIENCE).await?;
    let bad = Word { text: "bad".into() };
    assert_eq!(app.queue::<Words>().dead_letters().await?, [bad]);
    let (_, answer) = post(&app, "queues/words/redrive", &json!(null)).await?;
    assert_eq!(answer["messages"], 1);
    app.settled(PATIENCE).await?;
    let (_, again) = post(&app, "queues/words/redrive", &json!({ "only": 999 })).await?;
    assert_eq!(again["messages"], 0);
    Ok(())
}

#[tokio::test]
async fn another_site_does_not_get_in() -> Result<()> {
    let app = testing::start().await?;
    let foreign = Request::get("/_watershed").header("host", "evil.example").body(Bytes::new())?;
    assert_eq!(app.request(foreign).await?.status(), StatusCode::FORBIDDEN);
    let form = Request::post("/_watershed/api/queues/words/send").header("host", "localhost");
    assert_eq!(app.request(form.body(Bytes::from("{}"))?).await?.status(), StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sends_calls_looks_and_puts_back() -> Result<()> {
    let app = testing::start().await?;
    let opened = Browser::open(&format!("{}/_watershed", app.address()));
    let Some(mut page) = or_skip("chromium", opened) else { return Ok(()) };
    let script = |body: &str| format!("(async () => {{ {body} }})()");

    // By keyboard: the form is sent with its button, which the tabulator reaches.
    page.run(&script("target.value = 'functions/double/invoke'; data.value = '21'; data.focus();"));
    page.press("Tab");
    page.press("Enter");
    page.until("answer.textContent.includes('\"answer\": 42')");

    page.run(&script(
        "target.value = 'queues/words/send'; data.value = '{\"message\":{\"text\":\"bad\"}}'; form.requestSubmit();",
    ));
    page.until("answer.textContent.includes('sent')");
    app.settled(PATIENCE).await?;
    // The page keeps itself current, and what an application says is text and never markup.
    page.until("live.querySelector('details[data-key=dead-queues-words]') !== null");
    page.run("live.querySelector('details[data-key=dead-queues-words]').open = true");
    page.until("live.textContent.includes('nobody says <b>bad</b>') && live.querySelector('b') === null");
    page.run(&script("document.querySelector('details[data-key^=log]').open = true"));
    page.until("live.textContent.includes('about to speak word=bad')");
    page.picture("console-light", false);
    page.picture("console-dark", true);

    let before = app.queue::<Words>().dead_letters().await?.len();
    page.run("live.querySelector('button[data-key=all-queues-words]').click()");
    page.until("answer.textContent.includes('\"messages\": 1')");
    app.settled(PATIENCE).await?;
    assert_eq!((before, app.queue::<Words>().dead_letters().await?.len()), (1, 1));
    assert_eq!(page.complaints(), Vec::<String>::new());
    judged("chromium", "the console: send, call, look, put back");
    Ok(())
}

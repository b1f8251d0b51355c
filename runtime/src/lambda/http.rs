//! A route of the application's HTTP API, in version 2.0 of the payload, which function URLs have too.

use std::collections::{BTreeMap, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, SET_COOKIE};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::claims;
use super::one::{One, raw};
use crate::invoke::{Incoming, Request, Trace, answer as told, trace};
use crate::{Error, Response, Result};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    raw_path: String,
    #[serde(default)]
    raw_query_string: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    cookies: Option<Vec<String>>,
    path_parameters: Option<HashMap<String, String>>,
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
    request_context: Surroundings,
}

#[derive(Deserialize)]
struct Surroundings {
    http: Line,
    authorizer: Option<Authorizer>,
}

#[derive(Deserialize)]
struct Line {
    method: String,
}

#[derive(Deserialize)]
struct Authorizer {
    jwt: Option<Jwt>,
    iam: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
struct Jwt {
    claims: Option<Map<String, Value>>,
}

/// What a URI cannot hold as it is. API Gateway decodes the path before it hands it over.
const NOT_IN_A_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

impl Event {
    fn request(self, path: &str) -> Result<Request> {
        let mut uri = utf8_percent_encode(&self.raw_path, NOT_IN_A_PATH).to_string();
        if !self.raw_query_string.is_empty() {
            uri = format!("{uri}?{}", self.raw_query_string);
        }
        let mut head = http::Request::builder().method(self.request_context.http.method.as_str()).uri(uri).body(())?;
        *head.headers_mut() = headers(self.headers, &self.cookies.unwrap_or_default())?;
        let (head, ()) = head.into_parts();
        let body = self.body.unwrap_or_default();
        let body = if self.is_base64_encoded { STANDARD.decode(body)?.into() } else { Bytes::from(body) };
        let claims = self.request_context.authorizer.and_then(|it| it.claims(&head.headers));
        let path = parameters(path, self.path_parameters.unwrap_or_default());
        Ok(Request { head, path, body, claims })
    }
}

impl Authorizer {
    /// The claims of the token, or what is known of whoever signed the request.
    fn claims(self, headers: &HeaderMap) -> Option<Map<String, Value>> {
        let checked = self.jwt.and_then(|jwt| jwt.claims);
        checked.map(|checked| claims::typed(checked, headers)).or(self.iam)
    }
}

fn headers(written: BTreeMap<String, String>, cookies: &[String]) -> Result<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in written {
        headers.append(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    if !cookies.is_empty() {
        headers.insert(COOKIE, HeaderValue::try_from(cookies.join("; "))?);
    }
    Ok(headers)
}

/// The parameters in the order of the route. API Gateway has decoded everything in them but `%25`, which stands for
/// the one character that it leaves.
fn parameters(route: &str, mut values: HashMap<String, String>) -> Vec<(String, String)> {
    let names = route.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let names = names.map(|name| name.trim_end_matches('+'));
    names.filter_map(|name| Some((name.to_owned(), values.remove(name)?.replace("%25", "%")))).collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    status_code: u16,
    headers: BTreeMap<String, String>,
    cookies: Vec<String>,
    body: String,
    is_base64_encoded: bool,
}

/// Answers a request to a route.
pub async fn answer(one: &One, event: &str, route: &str) -> Result<Box<RawValue>> {
    let response = respond(one, event, route).await?;
    raw(serde_json::to_string(&encode(response))?)
}

/// The response to a request; an event that is no request is an error.
pub async fn respond(one: &One, event: &str, route: &str) -> Result<Response> {
    let event: Event = one.read(event)?;
    let mut one = one.clone();
    let header = |name| event.headers.get(name).map(String::as_str);
    let amazon = one.about.trace.amazon().or(header(trace::AMAZON));
    one.about.trace = Trace::new(amazon, header(trace::PARENT), header(trace::STATE));
    let request = match event.request(route) {
        Ok(request) => request,
        Err(error) => {
            let error = Error::bad_request(format!("the request cannot be read: {error}"));
            one.log(&error);
            return Ok(told::response(Err(error)));
        }
    };
    Ok(told::response(one.attempt(Incoming::Request(Box::new(request))).await))
}

/// Takes the cookies out of a response: they have a place of their own.
pub fn cookies(response: &mut Response) -> Vec<String> {
    let cookies = response.headers().get_all(SET_COOKIE).iter().map(text).collect();
    response.headers_mut().remove(SET_COOKIE);
    cookies
}

fn encode(mut response: Response) -> Answer {
    let cookies = cookies(&mut response);
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in response.headers() {
        let value = text(value);
        headers.entry(name.to_string()).and_modify(|all| *all = format!("{all}, {value}")).or_insert(value);
    }
    let (status_code, as_text) = (response.status().as_u16(), is_text(response.headers()));
    let body = response.into_body();
    let (body, is_base64_encoded) = match std::str::from_utf8(&body) {
        Ok(text) if as_text || text.is_empty() => (text.to_owned(), false),
        _ => (STANDARD.encode(&body), true),
    };
    Answer { status_code, headers, cookies, body, is_base64_encoded }
}

/// Whether JSON can hold the body without making much more of it.
fn is_text(headers: &HeaderMap) -> bool {
    let Some(written) = headers.get(CONTENT_TYPE) else { return true };
    let written = text(written).to_ascii_lowercase();
    let kind = written.split(';').next().unwrap_or_default().trim();
    let texts = ["application/json", "application/javascript", "application/xml", "application/x-www-form-urlencoded"];
    kind.starts_with("text/") || texts.contains(&kind) || kind.ends_with("+json") || kind.ends_with("+xml")
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

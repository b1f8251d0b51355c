//! Routes as the router wants them: patterns that differ only in the names of their parameters are one.

use std::collections::{BTreeMap, BTreeSet};

use http::Request;
use percent_encoding::percent_decode_str;

use super::path::below;
use crate::registry::{Auth, Function};
use crate::{Error, Result};

/// A route of a function.
#[derive(Clone, Debug)]
pub struct Route {
    /// `GET`, …, or `ANY`.
    pub method: &'static str,
    /// Who may ask; nothing where the application's default holds.
    pub auth: Option<Auth>,
    /// The function's id.
    pub id: &'static str,
    /// The function.
    pub function: &'static Function,
    /// The names of the path's parameters, in order.
    pub parameters: Vec<String>,
}

/// Routes by the pattern of their path, and functions with URLs of their own by what those begin with.
#[derive(Debug, Default)]
pub struct Routes {
    patterns: BTreeMap<String, Vec<Route>>,
    urls: Vec<(String, Route)>,
}

/// Routes that can be looked up. Each method has its own, as API Gateway chooses among the routes that take the method
/// (Amazon API Gateway, "Create routes for HTTP APIs", 2026-11): a path nearer to the request with other methods alone is
/// none.
#[derive(Debug)]
pub struct Table {
    methods: BTreeMap<&'static str, Paths>,
    any: Paths,
    urls: Vec<(String, Route)>,
}

type Paths = matchit::Router<Route>;

/// A route that fits a request.
#[derive(Debug)]
pub struct Found<'a> {
    /// The route.
    pub route: &'a Route,
    /// The parameters of the path, decoded, in its order.
    pub path: Vec<(String, String)>,
}

impl Routes {
    /// Adds a route: a method and a path with `{name}` and a last `{rest+}`.
    pub fn add(
        &mut self,
        method: &'static str,
        path: &str,
        auth: Option<Auth>,
        id: &'static str,
        function: &'static Function,
    ) {
        let (pattern, parameters) = pattern(path);
        self.patterns.entry(pattern).or_default().push(Route { method, auth, id, function, parameters });
    }

    /// Adds a function that answers every path below one, without parameters: what is behind a URL of its own.
    pub fn add_url(&mut self, prefix: String, auth: Option<Auth>, id: &'static str, function: &'static Function) {
        self.urls.push((prefix, Route { method: ANY, auth, id, function, parameters: Vec::new() }));
    }

    /// Routes that can be looked up.
    ///
    /// # Errors
    /// Nobody could tell two of them apart.
    pub fn into_table(self) -> Result<Table> {
        let written = self.patterns.values().flatten().map(|route| route.method);
        let methods: BTreeSet<&'static str> = written.filter(|method| *method != ANY).collect();
        let each = methods.into_iter().map(|method| Ok((method, self.paths(method)?)));
        Ok(Table { methods: each.collect::<Result<_>>()?, any: self.paths(ANY)?, urls: self.urls })
    }

    /// The routes that take a method, by their paths.
    fn paths(&self, method: &str) -> Result<Paths> {
        let mut paths = Paths::new();
        for (pattern, routes) in &self.patterns {
            let Some(route) = fitting(routes, method) else { continue };
            let told = |error| Error::new(format!("the path of `{}` fits nowhere: {error}", route.id));
            paths.insert(pattern.clone(), route.clone()).map_err(told)?;
        }
        Ok(paths)
    }
}

impl Table {
    /// The route of a request: the nearest path among the routes that take its method. What has a URL of its own
    /// does not see what that begins with.
    ///
    /// # Errors
    /// A parameter of the path is not UTF-8.
    pub fn find<B>(&self, request: &mut Request<B>) -> Result<Option<Found<'_>>> {
        for (prefix, route) in &self.urls {
            if let Some(uri) = below(request.uri(), prefix) {
                *request.uri_mut() = uri;
                return Ok(Some(Found { route, path: Vec::new() }));
            }
        }
        let paths = self.methods.get(request.method().as_str()).unwrap_or(&self.any);
        let Ok(found) = paths.at(request.uri().path()) else { return Ok(None) };
        let route = found.value;
        let values = route.parameters.iter().zip(found.params.iter());
        let path = values.map(|(name, (_, value))| Ok((name.clone(), decoded(value)?)));
        Ok(Some(Found { route, path: path.collect::<Result<_>>()? }))
    }
}

/// What a route says that takes every method.
const ANY: &str = "ANY";

/// The route of a method; one that takes any method is the last to be asked.
fn fitting<'a>(routes: &'a [Route], method: &str) -> Option<&'a Route> {
    let of = |method: &str| routes.iter().find(|route| route.method == method);
    of(method).or_else(|| of(ANY))
}

fn decoded(value: &str) -> Result<String> {
    let decoded = percent_decode_str(value).decode_utf8();
    decoded.map(Into::into).map_err(|_| Error::bad_request(format!("`{value}` in the path is not UTF-8")))
}

/// The path with numbers for names, and the names.
fn pattern(path: &str) -> (String, Vec<String>) {
    let mut names = Vec::new();
    let parts = path.split('/').map(|part| {
        let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else { return part.to_owned() };
        let (name, greedy) = name.strip_suffix('+').map_or((name, ""), |name| (name, "*"));
        names.push(name.to_owned());
        format!("{{{greedy}p{}}}", names.len())
    });
    let pattern = parts.collect::<Vec<_>>().join("/");
    (pattern, names)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Function, Request, Routes, pattern};
    use crate::registry::Trigger;

    static FUNCTION: Function = Function {
        trigger: Trigger::Call,
        timeout: Duration::ZERO,
        retries: None,
        max: None,
        in_container: true,
        group: None,
        invoke: |_| Box::pin(async { Err(crate::Error::new("nobody runs it")) }),
    };

    #[test]
    fn names_become_numbers() {
        let (pattern, names) = pattern("/orders/{id}/files/{rest+}");
        assert_eq!((pattern.as_str(), names), ("/orders/{p1}/files/{*p2}", vec!["id".to_owned(), "rest".to_owned()]));
        assert_eq!(super::pattern("/").0, "/");
    }

    #[test]
    fn a_request_finds_its_route_and_its_parameters() {
        let mut routes = Routes::default();
        for (method, path, id) in [
            ("GET", "/orders/{id}", "get"),
            ("ANY", "/orders/{order}", "any"),
            ("GET", "/orders/new", "new"),
            ("GET", "/files/{rest+}", "file"),
        ] {
            routes.add(method, path, None, id, &FUNCTION);
        }
        routes.add_url("/hook".to_owned(), None, "hook", &FUNCTION);
        let table = routes.into_table().unwrap();
        let find = |method: &str, path: &str| {
            let mut request = Request::builder().method(method).uri(path).body(()).unwrap();
            let found = table.find(&mut request).unwrap()?;
            let path: Vec<String> = found.path.iter().map(|(name, value)| format!("{name}={value}")).collect();
            Some((found.route.id, path.join(" "), request.uri().to_string()))
        };
        let there = |id, path: &str, uri: &str| Some((id, path.to_owned(), uri.to_owned()));
        assert_eq!(find("GET", "/orders/a%20b"), there("get", "id=a b", "/orders/a%20b"));
        assert_eq!(find("POST", "/orders/a%20b"), there("any", "order=a b", "/orders/a%20b"));
        assert_eq!(find("GET", "/orders/new"), there("new", "", "/orders/new"));
        assert_eq!(find("GET", "/files/a/b%2Fc"), there("file", "rest=a/b/c", "/files/a/b%2Fc"));
        assert_eq!(find("PUT", "/hook/a?b"), there("hook", "", "/a?b"));
        for nowhere in ["/orders", "/orders/", "/orders/a/b", "/files/", "/", "/hooked"] {
            assert_eq!(find("GET", nowhere), None, "{nowhere}");
        }
        assert_eq!(find("POST", "/orders/new"), there("any", "order=new", "/orders/new"));
        assert_eq!(find("POST", "/files/a"), None);
        let mut request = Request::get("/orders/%FF").body(()).unwrap();
        assert_eq!(table.find(&mut request).unwrap_err().status(), 400);
    }
}

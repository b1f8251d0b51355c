//! Routes as the router wants them: patterns that differ only in the names of their parameters are one.

use std::collections::BTreeMap;

use crate::registry::{Auth, Function};

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

/// Routes by the pattern of their path.
#[derive(Debug, Default)]
pub struct Routes(BTreeMap<String, Vec<Route>>);

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
        self.0.entry(pattern).or_default().push(Route { method, auth, id, function, parameters });
    }

    /// Pattern and routes.
    pub(super) fn by_pattern(self) -> impl Iterator<Item = (String, Vec<Route>)> {
        self.0.into_iter()
    }
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
    use super::pattern;

    #[test]
    fn names_become_numbers() {
        let (pattern, names) = pattern("/orders/{id}/files/{rest+}");
        assert_eq!((pattern.as_str(), names), ("/orders/{p1}/files/{*p2}", vec!["id".to_owned(), "rest".to_owned()]));
        assert_eq!(super::pattern("/").0, "/");
    }
}

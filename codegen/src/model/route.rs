//! What a path of a route says to a Gateway, which knows exact paths and prefixes and nothing else for sure.

/// A path in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The parts; `None` is a parameter.
    parts: Vec<Option<String>>,
    /// Whether the last parameter takes the rest.
    is_greedy: bool,
    /// Whether there is no parameter.
    pub is_exact: bool,
}

impl Route {
    /// Takes `/orders/{id}` apart.
    pub fn of(path: &str) -> Self {
        let parts = path.split('/').skip(1).filter(|part| !part.is_empty());
        let parts: Vec<_> = parts.map(|part| (!part.starts_with('{')).then(|| part.to_owned())).collect();
        let is_exact = parts.iter().all(Option::is_some);
        Self { parts, is_greedy: path.ends_with("+}"), is_exact }
    }

    /// Everything below a path.
    pub fn below(path: &str) -> Self {
        let mut route = Self::of(path);
        route.parts.push(None);
        Self { is_greedy: true, is_exact: false, ..route }
    }

    /// The path up to its first parameter.
    pub fn literal(&self) -> String {
        let literal: Vec<&str> = self.parts.iter().map_while(Option::as_deref).collect();
        format!("/{}", literal.join("/"))
    }

    /// Whether a path without parameters is one of these.
    pub fn covers(&self, exact: &Self) -> bool {
        let (mine, theirs) = (self.parts.len(), exact.parts.len());
        let length = if self.is_greedy { mine <= theirs } else { mine == theirs };
        let same = |(mine, part): (&Option<String>, &Option<String>)| mine.is_none() || mine == part;
        exact.is_exact && length && self.parts.iter().zip(&exact.parts).all(same)
    }

    /// Whether a Gateway sends some request of `other` here, when both are asked for.
    ///
    /// An exact path wins over a prefix, and a longer prefix over a shorter one. So nothing takes from an exact path,
    /// an exact path takes what is its own anyway, and a prefix takes what begins with it unless the other's is longer.
    /// Who takes all that is left below a path is not robbed by a longer one.
    pub fn takes_from(&self, other: &Self) -> bool {
        let length = |route: &Self| route.parts.iter().take_while(|part| part.is_some()).count();
        let takes_rest = other.is_greedy && other.parts.len() == length(other) + 1;
        let is_longer = length(self) > length(other);
        if self.is_exact || other.is_exact || length(self) < length(other) || (is_longer && takes_rest) {
            return false;
        }
        let mine = self.parts.iter().map_while(Option::as_deref);
        let reaches = length(self) <= other.parts.len() || other.is_greedy;
        reaches && mine.zip(&other.parts).all(|(mine, part)| part.as_deref().is_none_or(|part| part == mine))
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn literal_beginnings() {
        let literal = |path: &str| Route::of(path).literal();
        assert_eq!(
            ["/", "/orders", "/orders/{id}", "/{rest+}", "/a/{b}/c"].map(literal),
            ["/", "/orders", "/orders", "/", "/a"]
        );
    }

    #[test]
    fn what_a_gateway_would_send_elsewhere() {
        let takes = |one: &str, other: &str| Route::of(one).takes_from(&Route::of(other));
        for (one, other) in [
            ("/orders/{id}", "/orders/{id}/items"),
            ("/orders/special/{x}", "/orders/{id}"),
            ("/{rest+}", "/{other+}"),
            ("/a/{x}", "/a/{rest+}"),
            ("/a/b/c/{x}", "/a/{y}/{rest+}"),
        ] {
            assert!(takes(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("/orders/{id}", "/orders"),
            ("/orders", "/orders/{id}"),
            ("/orders/{id}", "/items/{id}"),
            ("/{rest+}", "/orders/{id}"),
            ("/orders/{x}", "/{rest+}"),
            ("/a/b/c/{x}", "/a/{rest+}"),
            ("/a/b/c/{x}", "/a/{y}"),
        ] {
            assert!(!takes(one, other), "{one} {other}");
        }
        let below = |one: &str, other: &str| Route::below(one).takes_from(&Route::below(other));
        assert!(below("/", "/") && below("/shop", "/shop"));
        assert!(!below("/admin", "/") && !below("/", "/admin") && !below("/shop/a", "/shop"));
        assert!(!Route::of("/shop/{x}").takes_from(&Route::below("/")));
        assert!(Route::of("/shop/{x}").takes_from(&Route::below("/shop")));
    }
}

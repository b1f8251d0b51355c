//! Environment variables, each with the place of its name.

use std::collections::BTreeMap;

use watershed_grammar::{Span, Spanned};

use super::value::Value;

/// Names and values as they are written.
pub type Written = [(Spanned<String>, Spanned<String>)];

/// An environment variable.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Where its name is written.
    pub name: Span,
    /// Its value, and who said it.
    pub text: Value<String>,
}

/// The environment's variables over the source's, by name.
pub fn variables(written: &Written, environment: &Written) -> BTreeMap<String, Variable> {
    let named = |all: &Written, said: fn(Spanned<String>) -> Value<String>| {
        let one = |(key, value): &(Spanned<String>, Spanned<String>)| {
            (key.value.clone(), Variable { name: key.span, text: said(value.clone()) })
        };
        all.iter().map(one).collect::<Vec<_>>()
    };
    let environment = named(environment, Value::environment);
    named(written, Value::written).into_iter().chain(environment).collect()
}

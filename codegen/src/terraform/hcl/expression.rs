//! Values.

use std::borrow::Cow;

/// A value on the right of `=`.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A text, escaped when it is printed.
    Text(Cow<'static, str>),
    /// A whole number.
    Number(i64),
    /// `true` or `false`
    Bool(bool),
    /// `null`
    Null,
    /// `[a, b]`
    List(Vec<Self>),
    /// `{ key = value }`, in this order; a comment may stand before a key.
    Object(Vec<(String, Self)>),
    /// A reference such as `aws_sqs_queue.charges.arn`, written by us and never by a user.
    Reference(Cow<'static, str>),
    /// `jsonencode(value)`
    Call(&'static str, Vec<Self>),
    /// A text with references in it.
    Template(Vec<Part>),
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text, escaped when it is printed.
    Text(String),
    /// `${reference}`
    Reference(Cow<'static, str>),
}

impl Expression {
    /// A reference to something else in the configuration.
    pub fn reference(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Reference(text.into())
    }

    /// An object from its pairs.
    pub fn object<K: Into<String>, V: Into<Self>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::Object(pairs.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// `jsonencode(value)`
    pub fn json(value: Self) -> Self {
        Self::Call("jsonencode", vec![value])
    }
}

impl From<&str> for Expression {
    fn from(text: &str) -> Self {
        Self::Text(Cow::Owned(text.to_owned()))
    }
}

impl From<String> for Expression {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Expression {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Expression {
    fn from(value: u32) -> Self {
        Self::Number(i64::from(value))
    }
}

impl From<i64> for Expression {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Expression {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

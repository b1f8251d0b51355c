//! Policy documents: sorted, with statement ids that come from the content.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::hcl::{Expression, Part};

/// A statement that allows or denies something.
#[derive(Clone, Debug)]
pub struct Statement {
    effect: Effect,
    actions: BTreeSet<String>,
    /// By the text that orders them.
    resources: BTreeMap<String, Expression>,
    /// The kind of principal, and which.
    principal: Option<(&'static str, Expression)>,
    conditions: BTreeMap<(&'static str, &'static str), Expression>,
    reason: Option<String>,
    title: Option<Cow<'static, str>>,
}

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Allow,
    Deny,
}

impl Statement {
    /// Allows actions on resources.
    pub fn allow<A: Into<String>>(
        actions: impl IntoIterator<Item = A>,
        resources: impl IntoIterator<Item = Expression>,
    ) -> Self {
        Self {
            effect: Effect::Allow,
            actions: actions.into_iter().map(Into::into).collect(),
            resources: resources.into_iter().map(|resource| (key(&resource), resource)).collect(),
            principal: None,
            conditions: BTreeMap::new(),
            reason: None,
            title: None,
        }
    }

    /// Denies actions on resources, whatever else allows them.
    pub fn deny<A: Into<String>>(
        actions: impl IntoIterator<Item = A>,
        resources: impl IntoIterator<Item = Expression>,
    ) -> Self {
        Self { effect: Effect::Deny, ..Self::allow(actions, resources) }
    }

    /// For a service of AWS, in the policy of a resource.
    #[must_use]
    pub fn principal(self, service: impl Into<Expression>) -> Self {
        Self { principal: Some(("Service", service.into())), ..self }
    }

    /// For an account, in the policy of a resource.
    #[must_use]
    pub fn account(self, arn: Expression) -> Self {
        Self { principal: Some(("AWS", arn)), ..self }
    }

    /// A word for its many actions, which becomes its id.
    #[must_use]
    pub fn title(self, title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// Only where this holds.
    #[must_use]
    pub fn condition(mut self, operator: &'static str, key: &'static str, value: Expression) -> Self {
        self.conditions.insert((operator, key), value);
        self
    }

    /// Why something wide is needed.
    #[must_use]
    pub fn reason(self, text: impl Into<String>) -> Self {
        Self { reason: Some(text.into()), ..self }
    }

    /// What it is about.
    pub fn actions(&self) -> impl Iterator<Item = &str> {
        self.actions.iter().map(String::as_str)
    }

    /// On what.
    pub fn resources(&self) -> impl Iterator<Item = &Expression> {
        self.resources.values()
    }

    /// What statements have in common that become one; each reason stands beside what it explains.
    fn group(&self) -> (Effect, Option<String>, Vec<String>, Vec<String>, Option<String>) {
        let conditions = self.conditions.iter().map(|((a, b), value)| format!("{a} {b} {}", key(value))).collect();
        let principal = self.principal.as_ref().map(|(kind, it)| [kind, " ", &key(it)].concat());
        (self.effect, principal, self.resources.keys().cloned().collect(), conditions, self.reason.clone())
    }

    /// Letters and digits only: the title, or the service and the actions, such as `DynamodbGetItemPutItem`.
    fn id(&self) -> String {
        let mut id = if self.effect == Effect::Deny { "Deny".to_owned() } else { String::new() };
        if let Some(title) = &self.title {
            id.push_str(title);
            return id;
        }
        let mut last = "";
        for action in &self.actions {
            let (service, verb) = action.split_once(':').unwrap_or(("", action));
            if service != last {
                let start = id.len();
                push_letters(service, &mut id);
                if let Some(first) = id.get_mut(start..=start) {
                    first.make_ascii_uppercase();
                }
                last = service;
            }
            match verb {
                "*" => id.push_str("All"),
                _ => push_letters(verb, &mut id),
            }
        }
        id
    }

    fn expression(&self, id: String) -> Expression {
        let effect = match self.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        let mut pairs = vec![("Sid".to_owned(), id.into()), ("Effect".to_owned(), effect.into())];
        if let Some((kind, principal)) = &self.principal {
            pairs.push(("Principal".to_owned(), Expression::object([(*kind, principal.clone())])));
        }
        pairs.push(("Action".to_owned(), one_or_list(self.actions.iter().map(|it| it.clone().into()).collect())));
        pairs.push(("Resource".to_owned(), one_or_list(self.resources.values().cloned().collect())));
        if !self.conditions.is_empty() {
            let mut operators: BTreeMap<&str, Vec<(String, Expression)>> = BTreeMap::new();
            for ((operator, key), value) in &self.conditions {
                operators.entry(operator).or_default().push(((*key).to_owned(), value.clone()));
            }
            let operators = operators.into_iter().map(|(operator, keys)| (operator, Expression::Object(keys)));
            pairs.push(("Condition".to_owned(), Expression::object(operators)));
        }
        Expression::Object(pairs)
    }
}

/// Appends the letters and digits of a text, which is nearly always all of it.
fn push_letters(text: &str, out: &mut String) {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(text);
    } else {
        out.extend(text.chars().filter(char::is_ascii_alphanumeric));
    }
}

/// A policy document.
#[derive(Clone, Debug)]
pub struct Policy(Vec<Statement>);

impl Policy {
    /// Merges statements on the same resources and sorts what is left.
    pub fn new(statements: Vec<Statement>) -> Self {
        let mut groups: BTreeMap<_, Statement> = BTreeMap::new();
        for statement in statements {
            match groups.entry(statement.group()) {
                std::collections::btree_map::Entry::Vacant(place) => {
                    place.insert(statement);
                }
                std::collections::btree_map::Entry::Occupied(mut place) => {
                    place.get_mut().actions.extend(statement.actions);
                }
            }
        }
        let mut statements: Vec<Statement> = groups.into_values().collect();
        statements.sort_by_cached_key(|statement| (statement.id(), statement.group()));
        Self(statements)
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Why some statements are wide, a line each.
    pub fn reasons(&self) -> String {
        // Most policies have none, and a name is made of every action.
        if self.0.iter().all(|statement| statement.reason.is_none()) {
            return String::new();
        }
        let line = |(id, it): (String, &Statement)| it.reason.as_ref().map(|reason| format!("{id}: {reason}"));
        self.named().into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }

    /// Each with an id of its own: AWS refuses a document that has one twice.
    fn named(&self) -> Vec<(String, &Statement)> {
        let mut used = BTreeSet::new();
        let name = |statement| (unused(&Statement::id(statement), &mut used), statement);
        self.0.iter().map(name).collect()
    }

    /// `jsonencode({ … })`
    pub fn expression(&self) -> Expression {
        let statements = self.named().into_iter().map(|(id, statement)| statement.expression(id));
        let document = Expression::object([
            ("Version", Expression::from("2012-10-17")),
            ("Statement", Expression::List(statements.collect())),
        ]);
        Expression::Call("jsonencode", vec![document])
    }
}

/// The id, with a number behind it where it is taken.
fn unused(id: &str, used: &mut BTreeSet<String>) -> String {
    let mut candidate = id.to_owned();
    let mut number = 1;
    while !used.insert(candidate.clone()) {
        number += 1;
        candidate = format!("{id}{number}");
    }
    candidate
}

fn one_or_list(mut items: Vec<Expression>) -> Expression {
    if items.len() == 1 { items.remove(0) } else { Expression::List(items) }
}

/// A text that orders expressions. What stands behind it tells a reference from a text that reads like one.
pub fn key(expression: &Expression) -> String {
    let plain = |text: &str, kind: &str| [text, "\0", kind].concat();
    match expression {
        Expression::Reference(text) => plain(text, "reference"),
        Expression::Text(text) => plain(text, "text"),
        Expression::Template(parts) => {
            let (mut text, mut shape) = (String::new(), "template".to_owned());
            for part in parts {
                let (sign, piece) = match part {
                    Part::Text(piece) => ('t', piece.as_str()),
                    Part::Reference(piece) => ('r', piece.as_ref()),
                };
                text.push_str(piece);
                shape.push(sign);
                shape.push_str(&piece.len().to_string());
            }
            plain(&text, &shape)
        }
        Expression::Number(_)
        | Expression::Bool(_)
        | Expression::Null
        | Expression::List(_)
        | Expression::Object(_)
        | Expression::Call(..) => format!("\0{expression:?}"),
    }
}

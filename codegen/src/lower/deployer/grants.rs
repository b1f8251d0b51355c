//! From what was written to what its deployer may do: rows of the table, put together by what they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::made::{Made, World};
use super::table::{self, Need};
use crate::terraform::hcl::Expression;
use crate::terraform::policy::{Statement, key};

/// Values by the text that orders them.
type Texts = BTreeMap<String, Expression>;

/// What may be done, on what, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// The service's word for itself, such as `sqs`.
    pub service: &'static str,
    /// Actions.
    pub actions: Vec<&'static str>,
    /// ARNs.
    pub on: Vec<Expression>,
    /// Operator, key and values of conditions.
    pub only: Vec<(&'static str, &'static str, Vec<Expression>)>,
    /// Why it is wide.
    pub why: Option<&'static str>,
}

/// Operators and keys of conditions, without their values.
type Keys = Vec<(&'static str, &'static str)>;

/// Collects grants.
#[derive(Default)]
pub struct Grants {
    /// By the ARN, and what tells statements apart.
    found: BTreeMap<(String, Keys, Option<&'static str>), Found>,
}

/// Why a statement is wider than its resource where the table has no star: a name has one.
const STAR: &str = "the star of a domain stands for any text in a policy";

#[derive(Default)]
struct Found {
    on: Option<Expression>,
    actions: BTreeSet<&'static str>,
    values: Vec<Texts>,
}

impl Grants {
    /// Adds everything that a resource needs. Answers what is wrong: a kind without a row, or a name that leads nowhere.
    pub fn add(&mut self, made: &Made, world: &World<'_>) -> Result<(), String> {
        let row = table::of(&made.kind).ok_or_else(|| made.kind.clone())?;
        for need in row.needs.iter().filter(|it| it.when.is_none_or(|argument| made.has(argument))) {
            self.need(need, made, world).ok_or_else(|| format!("{}.{}", made.kind, made.local))?;
        }
        Ok(())
    }

    fn need(&mut self, need: &Need, made: &Made, world: &World<'_>) -> Option<()> {
        for pattern in need.on {
            let on = world.fill(pattern, made)?;
            // Tags stand beside a star: what is named is what is meant.
            let is_wide = key(&on).contains('*');
            let only = need.only.iter().filter(|(_, name, _)| is_wide || !name.starts_with("aws:"));
            let (mut keys, mut values) = (Keys::new(), Vec::new());
            for (operator, name, pattern) in only {
                keys.push((operator, name));
                values.push(world.fill(pattern, made)?);
            }
            let why = need.why.or((!pattern.contains('*')).then_some(STAR));
            self.allow(need.actions, on, &keys, &values, why.filter(|_| is_wide));
        }
        Some(())
    }

    /// Allows actions on one thing.
    pub fn allow(
        &mut self,
        actions: &[&'static str],
        on: Expression,
        keys: &[(&'static str, &'static str)],
        values: &[Expression],
        why: Option<&'static str>,
    ) {
        // What AWS knows by `*` alone is told apart by what is asked of it.
        let service = actions.first().map_or("", |it| service(it));
        let place = (format!("{service} {}", key(&on)), keys.to_vec(), why);
        let found = self.found.entry(place).or_default();
        found.on = Some(on);
        found.actions.extend(actions);
        found.values.resize(keys.len(), Texts::new());
        for (known, value) in found.values.iter_mut().zip(values) {
            known.insert(key(value), value.clone());
        }
    }

    /// Grants by service, those of equal actions as one.
    pub fn into_list(self) -> Vec<Grant> {
        let mut grants: BTreeMap<_, Grant> = BTreeMap::new();
        for ((_, keys, why), found) in self.found {
            let Some(on) = found.on else { continue };
            let actions: Vec<&'static str> = found.actions.into_iter().collect();
            let texts: Vec<Vec<String>> = found.values.iter().map(|it| it.keys().cloned().collect()).collect();
            let only = keys.iter().zip(found.values);
            let only: Vec<_> =
                only.map(|((word, name), values)| (*word, *name, values.into_values().collect())).collect();
            let service = actions.first().map_or("", |it| service(it));
            let grant = || Grant { service, actions: actions.clone(), on: Vec::new(), only, why };
            grants.entry((service, actions.clone(), keys, texts, why)).or_insert_with(grant).on.push(on);
        }
        grants.into_values().collect()
    }
}

fn service(action: &'static str) -> &'static str {
    action.split_once(':').map_or(action, |(service, _)| service)
}

impl Grant {
    /// As a statement.
    pub fn statement(&self) -> Statement {
        let mut title = self.service.to_owned();
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let mut statement = Statement::allow(self.actions.iter().copied(), self.on.iter().cloned()).title(title);
        for (operator, name, values) in &self.only {
            let value = match values.as_slice() {
                [one] => one.clone(),
                many => Expression::List(many.to_vec()),
            };
            statement = statement.condition(operator, name, value);
        }
        match self.why {
            Some(why) => statement.reason(why),
            None => statement,
        }
    }

    /// How many parts it can be divided into: by what it is on, or by the values of its first condition.
    pub fn parts(&self) -> usize {
        if self.on.len() > 1 {
            self.on.len()
        } else {
            self.only.first().map_or(1, |(_, _, values)| values.len().max(1))
        }
    }

    /// The first so many parts, and the rest.
    pub fn divided(&self, at: usize) -> (Self, Self) {
        let (mut first, mut rest) = (self.clone(), self.clone());
        if self.on.len() > 1 {
            rest.on = first.on.split_off(at);
        } else if let (Some((_, _, first)), Some((_, _, rest))) = (first.only.first_mut(), rest.only.first_mut()) {
            *rest = first.split_off(at);
        }
        (first, rest)
    }
}

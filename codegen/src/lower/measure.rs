//! What AWS counts in characters: the variables of a function, which grow with the handles of a signature and are refused
//! only when they are applied; and what policies are counted by.

use watershed_grammar::resource::Shape;
use watershed_grammar::value::Arn;
use watershed_grammar::{Diagnostic, Diagnostics, codes, limits};

use super::names::{self, variable};
use crate::model::{Function, Model, Reach, Resource};
use crate::place::Plan;
use crate::terraform::hcl::{Expression, Part};

/// Reports what would be too long.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let measure = Measure { model };
    let runs = plan.functions.iter().zip(&model.functions);
    for (_, function) in runs.filter(|(it, _)| it.runs == crate::place::Runs::Serverless) {
        diagnostics.extend_some(measure.variables(function));
    }
}

/// How long things are in one environment.
struct Measure<'a> {
    model: &'a Model,
}

impl Measure<'_> {
    fn variables(&self, function: &Function) -> Option<Diagnostic> {
        // Braces, and for each variable four quotes, a colon and a comma.
        let pair = |key: usize, value: usize| key + value + 6;
        let written: usize = function.env.iter().map(|(key, it)| pair(key.len(), escaped(&it.text.value))).sum();
        let model = self.model;
        let own =
            pair("WATERSHED_APP".len(), model.app.len()) + pair("WATERSHED_ENVIRONMENT".len(), model.environment.len());
        let mut told = std::collections::BTreeMap::new();
        for grant in &function.grants {
            let (key, length) = match grant.to {
                Reach::Resource(id) => {
                    let resource = model.resource(id);
                    (variable(resource.kind(), &resource.identity.id), self.locator(resource))
                }
                Reach::Function(id) => {
                    let callee = model.function(id);
                    (variable("function", &callee.identity.id), names::called(model, callee).len())
                }
            };
            told.insert(key, length);
        }
        let told: usize = told.iter().map(|(key, length)| pair(key.len(), *length)).sum();
        let length = 1 + written + own + told;
        let most = usize::try_from(limits::VARIABLES.high).unwrap_or(usize::MAX);
        (length > most).then(|| {
            let message = format!("the variables of this function take {length} bytes, and AWS Lambda takes {most}");
            let largest = function.env.iter().max_by_key(|(key, it)| key.len() + it.text.value.len());
            let at = largest.map_or(function.identity.name, |(_, it)| it.text.place(function.identity.name));
            let wrong = Diagnostic::error(codes::ENV_SIZE, at, message).help(limits::VARIABLES.source);
            let told = own + told;
            let way_out = if told < most {
                "keep large values in a `#[bucket]` or a `#[secret]`"
            } else {
                "let several functions do the work"
            };
            wrong.help(format!("{told} of them tell it where its resources are; {way_out}"))
        })
    }

    /// Characters of what a function is told about a resource.
    fn locator(&self, resource: &Resource) -> usize {
        let told = names::told(self.model, resource);
        if let Some(arn) = resource.external.as_ref().and_then(|it| Arn::parse(&it.value)) {
            return if matches!(resource.shape, Shape::Bucket(_)) { arn.name().len() } else { told.len() };
        }
        let region = names::region(self.model);
        let partition = names::partition(region);
        let around = match resource.shape {
            Shape::Queue(_) => format!("https://sqs.{region}.{}/123456789012/", names::domain(region)),
            Shape::Topic(_) => format!("arn:{partition}:sns:{region}:123456789012:"),
            Shape::Secret(_) => format!("arn:{partition}:secretsmanager:{region}:123456789012:secret:-a1B2c3"),
            Shape::Table(_) | Shape::Bucket(_) | Shape::Stream(_) | Shape::Bus(_) => String::new(),
        };
        around.len() + told.len()
    }
}

/// Characters of an expression as JSON without white space, which AWS does not count; `reference` says how many stand
/// behind a reference.
pub fn json(expression: &Expression, reference: &dyn Fn(&str) -> usize) -> usize {
    let inner = |it: &Expression| json(it, reference);
    match expression {
        Expression::Text(text) => escaped(text) + 2,
        Expression::Template(parts) => {
            let part = |part: &Part| match part {
                Part::Text(text) => escaped(text),
                Part::Reference(path) => reference(path),
            };
            parts.iter().map(part).sum::<usize>() + 2
        }
        Expression::Reference(path) => reference(path) + 2,
        Expression::List(items) => items.iter().map(|it| inner(it) + 1).sum::<usize>() + 1,
        Expression::Object(pairs) => pairs.iter().map(|(key, value)| key.len() + 4 + inner(value)).sum::<usize>() + 1,
        Expression::Call(_, arguments) => arguments.iter().map(inner).sum(),
        Expression::Number(number) => number.to_string().len(),
        Expression::Bool(_) | Expression::Null => 5,
    }
}

/// Characters of a text in JSON, without its quotes.
fn escaped(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '"' | '\\') || c.is_control() { 2 } else { c.len_utf8() }).sum()
}

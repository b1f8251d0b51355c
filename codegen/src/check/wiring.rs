//! What connects components.

use std::collections::BTreeMap;

use watershed_grammar::limits::FIFO_BATCH;
use watershed_grammar::resource::Shape;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use super::same::{self, Same};
use crate::model::{Function, Model, ResourceId, Trigger};

/// Routes, consumers, streams, FIFO rules.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut routes: BTreeMap<String, &Function> = BTreeMap::new();
    let mut consumers: BTreeMap<ResourceId, (ResourceId, &Function)> = BTreeMap::new();
    let things = Same::new(model);
    for function in model.whole_functions() {
        match &function.trigger {
            Trigger::Http { method, path, .. } => {
                let key = format!("{} {}", method.value, shape(&path.value));
                if let Some(other) = routes.insert(key, function) {
                    let message = format!("`{} {}` is answered twice", method.value, path.value);
                    let wrong = Diagnostic::error(codes::DUPLICATE_ROUTE, path.span, message);
                    diagnostics.push(wrong.also(other.trigger_at, "the other route"));
                }
            }
            Trigger::Queue { queue, batch, window, .. } => {
                if let Some((before, other)) = consumers.insert(things.first(*queue), (*queue, function)) {
                    let wrong =
                        Diagnostic::error(codes::TWO_CONSUMERS, function.trigger_at, "two functions consume one queue");
                    let help = "publish to a `#[topic]` to have both get every message";
                    let wrong = wrong.also(other.trigger_at, "the other consumer").help(help);
                    diagnostics.push(same::shown(model, (before, *queue), wrong));
                }
                let fifo = matches!(&model.resource(*queue).shape, Shape::Queue(queue) if queue.fifo);
                if fifo && batch.value > FIFO_BATCH.most() {
                    let place = batch.place(function.trigger_at);
                    let wrong = Diagnostic::error(
                        codes::FIFO_LIMIT,
                        place,
                        "a FIFO queue hands over at most 10 messages at once",
                    );
                    diagnostics.push(wrong.help("write `batch = 10` or less"));
                }
                if let (true, Some(window)) = (fifo, window) {
                    let wrong = Diagnostic::error(codes::FIFO_LIMIT, window.span, "a FIFO queue takes no window");
                    diagnostics.push(wrong.help("remove `window`"));
                }
            }
            Trigger::Table { table, .. } => {
                let resource = model.resource(*table);
                let streams = matches!(&resource.shape, Shape::Table(table) if table.stream);
                if !streams {
                    let message = format!("`{}` has no stream to listen to", resource.identity.id);
                    let wrong = Diagnostic::error(codes::MISSING_STREAM, function.trigger_at, message);
                    diagnostics.push(wrong.also(resource.identity.at, "the table").help("write `stream` on the table"));
                }
            }
            _ => {}
        }
    }
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    let part = |part: &str| match (part.starts_with('{'), part.ends_with("+}")) {
        (true, true) => "{+}".to_owned(),
        (true, false) => "{}".to_owned(),
        _ => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

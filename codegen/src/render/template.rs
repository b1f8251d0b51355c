//! Texts that people shape, from templates. The only file that knows how templates are filled in.

use handlebars::Handlebars;
use serde::Serialize;

/// Fills in a template; what the context does not have is a mistake, never nothing.
pub fn fill(template: &'static str, escape: fn(&str) -> String, context: &impl Serialize) -> String {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.register_escape_fn(escape);
    // Templates and contexts are ours, and each pair has a test.
    engine.render_template(template, context).expect("a template and its context fit")
}

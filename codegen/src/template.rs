//! Texts that people shape, from templates. The only file that sees handlebars.

use handlebars::Handlebars;
use serde::Serialize;

/// Fills a template; `escape` makes a value harmless in the target language. What the context lacks is a mistake, never nothing.
pub fn fill(template: &str, escape: fn(&str) -> String, context: &impl Serialize) -> Result<String, String> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.register_escape_fn(escape);
    engine.render_template(template, context).map_err(|error| error.to_string())
}

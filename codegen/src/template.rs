//! Texts that people shape, from templates. The only file that sees handlebars.

use handlebars::Handlebars;
use serde::Serialize;

/// Fills a template. Values go in as they are: whoever calls has checked that the target language takes them.
pub fn fill(template: &str, context: &impl Serialize) -> Result<String, String> {
    let mut handlebars = Handlebars::new();
    // A name that the context lacks is a mistake of ours and never an empty text.
    handlebars.set_strict_mode(true);
    handlebars.register_escape_fn(handlebars::no_escape);
    handlebars.render_template(template, context).map_err(|error| error.to_string())
}

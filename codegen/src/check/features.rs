//! Whether the program is built with all that it needs where it is deployed.

use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::Model;
use crate::model::features::{Need, needed, with_brought};

/// Features of `watershed` that the deployment needs and no manifest asks for. A crate that was not read may ask for them.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let (asked, needs) = (with_brought(&model.asked), needed(model));
    let missing: Vec<(&str, Need)> = needs.into_iter().filter(|(feature, _)| !asked.contains(feature)).collect();
    let Some((_, Need { at, .. })) = missing.first() else { return };
    let names: Vec<String> = missing.iter().map(|(feature, _)| format!("\"{feature}\"")).collect();
    let several = if names.len() == 1 { "a feature" } else { "features" };
    let message =
        format!("the program is built without {several} of `watershed` that it needs, and stops when it starts");
    let wrong = Diagnostic::warning(codes::FEATURE_MISSING, *at, message);
    let label = |wrong: Diagnostic, (feature, need): &(&str, Need)| {
        wrong.also(need.at, format!("`{feature}`, since {}", need.why))
    };
    let wrong = missing.iter().fold(wrong, label);
    diagnostics.push(wrong.help(format!("add `{}` to the features of `watershed` in `Cargo.toml`", names.join(", "))));
}

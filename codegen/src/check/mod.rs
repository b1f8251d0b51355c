//! What is wrong between components. Reads the model and changes nothing.

mod buckets;
mod cluster;
mod containers;
mod external;
mod limits;
mod names;
mod settings;
mod wiring;

use watershed_grammar::Diagnostics;

use crate::model::Model;

/// Every rule.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    wiring::check(model, diagnostics);
    settings::check(model, diagnostics);
    external::check(model, diagnostics);
    buckets::check(model, diagnostics);
    limits::check(model, diagnostics);
    names::check(model, diagnostics);
    containers::check(model, diagnostics);
    cluster::check(model, diagnostics);
}

//! What is wrong between components. Reads the model and changes nothing.

pub mod accept;
mod actions;
mod arns;
mod buckets;
mod clock;
mod cluster;
mod containers;
mod cors;
mod external;
mod features;
mod graph;
mod limits;
mod names;
mod network;
mod patterns;
mod places;
mod queues;
mod quotas;
mod resources;
mod s3;
mod same;
mod secrets;
mod settings;
mod shared;
mod tags;
mod urls;
mod wiring;

use watershed_grammar::Diagnostics;

use crate::model::Model;

/// Every rule.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    wiring::check(model, diagnostics);
    settings::check(model, diagnostics);
    external::check(model, diagnostics);
    shared::check(model, diagnostics);
    buckets::check(model, diagnostics);
    limits::check(model, diagnostics);
    names::check(model, diagnostics);
    tags::check(model, diagnostics);
    secrets::check(model, diagnostics);
    patterns::check(model, diagnostics);
    clock::check(model, diagnostics);
    cors::check(model, diagnostics);
    urls::check(model, diagnostics);
    queues::check(model, diagnostics);
    quotas::check(model, diagnostics);
    containers::check(model, diagnostics);
    cluster::check(model, diagnostics);
    actions::check(model, diagnostics);
    resources::check(model, diagnostics);
    network::check(model, diagnostics);
    features::check(model, diagnostics);
}

/// The rules between environments.
pub fn check_across(models: &[&Model], diagnostics: &mut Diagnostics) {
    names::across(models, diagnostics);
    shared::across(models, diagnostics);
}

/// What environments would share in a cluster, which means something only where their settings are good.
pub fn check_places(models: &[&Model], diagnostics: &mut Diagnostics) {
    places::across(models, diagnostics);
}

/// The rules of the whole wiring. Nobody is missed who may be in a part that could not be read.
pub fn check_graph(model: &Model, diagnostics: &mut Diagnostics) {
    graph::check(model, diagnostics);
}

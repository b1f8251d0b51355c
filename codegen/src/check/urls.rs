//! Function URLs, which AWS does not offer everywhere.

use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::{Model, Trigger};

/// The regions without function URLs (AWS Lambda developer guide, "Creating and managing Lambda function URLs", read
/// 2026-11-29).
const WITHOUT: &[&str] = &[
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
];

/// URLs in these regions.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let Some(region) = model.settings.region.as_ref().filter(|it| WITHOUT.contains(&it.value.as_str())) else { return };
    for function in model.whole_functions().filter(|it| it.place.value == Place::Serverless) {
        if matches!(function.trigger, Trigger::Url { .. }) {
            let message = format!("AWS has no function URLs in {}", region.value);
            let wrong = Diagnostic::warning(codes::NO_URLS, function.trigger_at, message);
            let wrong = wrong.also(region.span, "the region");
            diagnostics.push(wrong.help("write `http(…)` instead, or deploy to a region that has them"));
        }
    }
}

//! Where components can run.

use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::Model;

/// Refuses what this release cannot write.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for function in &model.functions {
        let at = function.place.place(function.identity.at);
        match function.place.value {
            Place::Serverless => {}
            Place::Container => diagnostics.push(no_containers(at)),
            Place::Auto => {
                let wrong = Diagnostic::error(codes::PLACE_AUTO, at, "automatic placement is not available yet");
                diagnostics.push(wrong.help("write `place = serverless`"));
            }
        }
    }
    for service in &model.services {
        diagnostics.push(no_containers(service.identity.at));
    }
}

fn no_containers(at: watershed_grammar::Span) -> Diagnostic {
    Diagnostic::error(codes::NO_CONTAINERS, at, "containers are not written yet")
        .help("this release writes serverless functions and resources")
}

//! Resources that exist already.

use watershed_grammar::value::Arn;
use watershed_grammar::{Diagnostic, Diagnostics, accept, codes};

use crate::model::{Model, Origin, Resource, Trigger};

/// ARNs of another region, triggers that an ARN does not say enough for, and notifications that are replaced.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for resource in model.whole_resources() {
        diagnostics.extend(elsewhere(model, resource));
    }
    for function in model.whole_functions() {
        let Some(subject) = function.trigger.subject() else { continue };
        let resource = model.resource(subject);
        let Some(external) = &resource.external else { continue };
        let place = external.place(resource.identity.at);
        match function.trigger {
            Trigger::Table { .. } if Arn::parse(&external.value).is_some() => {
                let message = "the ARN of a table does not say the ARN of its stream";
                let wrong = Diagnostic::error(codes::EXTERNAL_ARN, place, message);
                let help = "write the table's name, so that Terraform looks its stream up";
                diagnostics.push(wrong.also(function.trigger_at, "its changes are listened to here").help(help));
            }
            Trigger::Bucket { .. } => {
                let message = "the notifications of a bucket that exists already are replaced";
                let warning = Diagnostic::warning(codes::FOREIGN_NOTIFICATION, function.trigger_at, message);
                let help = "S3 keeps one configuration a bucket; make sure that nobody else set one";
                let shape = accept::shape(codes::FOREIGN_NOTIFICATION);
                let way =
                    format!("or write `{shape}` in the attribute of the function or of the bucket where it is wanted");
                diagnostics.push(said_external(warning, resource).help(help).help(way));
            }
            _ => {}
        }
    }
}

/// Adds where a resource is said to be external: in its attribute, or in the settings. It points into the attribute in
/// either case, so that `accept(…)` stands there in both.
pub fn said_external(diagnostic: Diagnostic, resource: &Resource) -> Diagnostic {
    let Some(external) = &resource.external else { return diagnostic };
    match external.origin {
        Origin::Environment(span) => {
            diagnostic.also(resource.identity.name, format!("the {}", resource.kind())).also(span, "it is external")
        }
        Origin::Written(_) | Origin::Default => {
            diagnostic.also(external.place(resource.identity.name), "it is external")
        }
    }
}

/// Clients and mappings reach the region of the deployment alone.
fn elsewhere(model: &Model, resource: &Resource) -> Diagnostics {
    let mut found = Diagnostics::new();
    let Some(external) = &resource.external else { return found };
    let (Some(arn), Some(region)) = (Arn::parse(&external.value), &model.settings.region) else { return found };
    if !arn.region.is_empty() && arn.region != region.value {
        let message =
            format!("this {} is in {}, and everything else runs in {}", resource.kind(), arn.region, region.value);
        let wrong = Diagnostic::error(codes::EXTERNAL_ARN, external.place(resource.identity.at), message);
        found.push(wrong.also(region.span, "the region").help("name one in the same region, or deploy there"));
    }
    found
}

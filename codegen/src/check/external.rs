//! Resources that exist already.

use watershed_grammar::value::Arn;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::{Model, Resource, Trigger};

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
                diagnostics.push(warning.also(place, "it is external").help(help));
            }
            _ => {}
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

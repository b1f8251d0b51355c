//! Whose signatures functions take.

use super::{Cloud, File};
use crate::model::Model;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{AllowedPublishers, CodeSigningConfig, Resource as _, SigningPolicies};

/// Its name in Terraform; no component has one of this kind.
const LOCAL: &str = "functions";

/// `signing.tf`, where signatures are asked for and a function runs in AWS Lambda.
pub fn lower(cloud: &Cloud<'_>) -> Option<File> {
    let model = cloud.model;
    let signing = model.settings.signing.as_ref()?;
    cloud.serverless().next()?;
    let mut file = Body::new();
    CodeSigningConfig::new()
        .description(format!("Whose code the functions of {} take in {}.", model.app, model.environment))
        .tags(Expression::object([("component", "signing")]))
        .nested(AllowedPublishers::new(signing.profiles.clone()))
        .nested(SigningPolicies::new(if signing.warns { "Warn" } else { "Enforce" }))
        .add(LOCAL, &mut file);
    Some(File::Terraform("signing.tf".to_owned(), file))
}

/// What a function refers to.
pub fn arn(model: &Model) -> Option<Expression> {
    model.settings.signing.as_ref().map(|_| CodeSigningConfig::at(LOCAL, "arn"))
}

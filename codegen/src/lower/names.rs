//! Names in Terraform, and where a function is in AWS. Physical names are in [`crate::physical`].

use crate::model::{Function, Model};
use crate::physical;
use crate::terraform::hcl::{Expression, Part};

/// The account that is deployed to, as Terraform reads it.
pub const ACCOUNT: &str = "data.aws_caller_identity.current.account_id";

/// A name in Terraform. Ids have no double hyphen, so a suffix behind `__` meets no other id.
pub fn local(id: &str) -> String {
    id.replace('-', "_")
}

/// A name in Terraform for something that belongs to a component.
pub fn part(id: &str, part: &str) -> String {
    format!("{}__{part}", local(id))
}

/// The variable that tells a program where a resource is, such as `WATERSHED_QUEUE_CHARGES`.
pub fn variable(kind: &str, id: &str) -> String {
    format!("WATERSHED_{}_{}", kind.to_uppercase(), id.replace('-', "_").to_uppercase())
}

/// The file of a component.
pub fn file(kind: &str, id: &str) -> String {
    format!("{kind}_{}.tf", local(id))
}

/// The name that callers invoke a function by: with the alias, where environments are kept ready.
pub fn called(model: &Model, function: &Function) -> String {
    let name = physical::name(model, &function.identity, physical::FUNCTION, "");
    if super::is_warm(function) { format!("{name}:{}", super::ALIAS) } else { name }
}

/// The ARN that callers invoke. It is put together and refers to no resource: two functions that call each other
/// would wait for each other.
pub fn called_arn(model: &Model, function: &Function) -> Expression {
    function_arn(model, &called(model, function))
}

/// The ARN of a function without an alias, put together.
pub fn arn(model: &Model, function: &Function) -> Expression {
    function_arn(model, &physical::name(model, &function.identity, physical::FUNCTION, ""))
}

fn function_arn(model: &Model, name: &str) -> Expression {
    let region = model.settings.region.as_ref().map_or("", |region| region.value.as_str());
    Expression::Template(vec![
        Part::Text(format!("arn:{}:lambda:{region}:", partition(region))),
        Part::Reference(ACCOUNT.into()),
        Part::Text(format!(":function:{name}")),
    ])
}

/// The partition of a region (AWS general reference, 2026-11).
pub fn partition(region: &str) -> &'static str {
    match region.split('-').next() {
        Some("cn") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

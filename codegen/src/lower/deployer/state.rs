//! Terraform's state, where it is kept in S3: the environment's own object and its lock, and another for the deployer.

use watershed_grammar::{Diagnostic, codes};

use super::grants::Grants;
use crate::lower::names::{ACCOUNT, partition};
use crate::lower::project::{argument, plain};
use crate::model::Model;
use crate::settings::Content;
use crate::settings::common::Backend;
use crate::terraform::hcl::{Body, Expression, Part};

/// What stands behind the key of the deployer's own state, which it may not touch.
const OWN: &str = ".deployer";
const LISTS: &str = "without it S3 denies access to a state that is not there yet, instead of saying so";

/// The backend of the deployer's own root: beside the environment's in S3. Other kinds know other ways to keep two
/// states apart, so there it is for a person to say.
pub fn own(model: &Model) -> Option<Body> {
    let backend = s3(model)?;
    let body = backend.arguments.iter().fold(Body::new(), |body, (name, value)| match (name.as_str(), value) {
        ("key", Content::Text(text)) => argument(body, "s3", name, &Content::Text(format!("{text}{OWN}")), model),
        _ => argument(body, "s3", name, value, model),
    });
    Some(body)
}

/// Adds what Terraform does with the state.
pub fn grant(model: &Model, grants: &mut Grants) -> Result<(), Box<Diagnostic>> {
    let Some(backend) = s3(model) else { return Ok(()) };
    let text = |name: &str| match backend.argument(name).map(|value| plain(value, &model.environment)) {
        Some(Expression::Text(text)) => Some(text.into_owned()),
        _ => None,
    };
    if let Some(Content::Map(entries)) = backend.argument("assume_role") {
        let role = entries.iter().find(|(key, _)| key.value == "role_arn");
        if let Some((_, role)) = role {
            // The state is read as somebody else.
            grants.allow(&["sts:AssumeRole"], plain(&role.value, &model.environment), &[], &[], None);
            return Ok(());
        }
    }
    let (Some(bucket), Some(key)) = (text("bucket"), text("key")) else {
        let message = "the deployer needs to know where the state is";
        let wrong = Diagnostic::error(codes::MISSING_SETTING, backend.kind.span, message);
        return Err(Box::new(wrong.help("write `bucket` and `key` of the backend")));
    };
    let settings = model.settings.region.as_ref().map_or("", |it| it.value.as_str());
    let region = text("region").unwrap_or_else(|| settings.to_owned());
    let bucket_arn = format!("arn:{}:s3:::{bucket}", partition(&region));
    let object = format!("{bucket_arn}/{key}");
    grants.allow(&["s3:ListBucket"], bucket_arn.into(), &[], &[], Some(LISTS));
    grants.allow(&["s3:GetObject", "s3:PutObject"], object.as_str().into(), &[], &[], None);
    if matches!(backend.argument("use_lockfile"), Some(Content::Flag(true))) {
        let lock = format!("{object}.tflock").into();
        grants.allow(&["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], lock, &[], &[], None);
    }
    if let Some(table) = text("dynamodb_table") {
        lock_table(&region, &table, &format!("{bucket}/{key}"), grants);
    }
    if let Some(key) = text("kms_key_id").filter(|it| it.starts_with("arn:")) {
        grants.allow(&["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], key.into(), &[], &[], None);
    }
    Ok(())
}

/// The lock of the state in a table: its own two items.
fn lock_table(region: &str, table: &str, item: &str, grants: &mut Grants) {
    let arn = Expression::Template(vec![
        Part::Text(format!("arn:{}:dynamodb:{region}:", partition(region))),
        Part::Reference(ACCOUNT.into()),
        Part::Text(format!(":table/{table}")),
    ]);
    grants.allow(&["dynamodb:DescribeTable"], arn.clone(), &[], &[], None);
    for item in [item.to_owned(), format!("{item}-md5")] {
        let items = [("ForAllValues:StringEquals", "dynamodb:LeadingKeys")];
        let actions = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"];
        grants.allow(&actions, arn.clone(), &items, &[item.into()], None);
    }
}

fn s3(model: &Model) -> Option<&Backend> {
    model.settings.backend.as_ref().filter(|it| it.kind.value == "s3")
}

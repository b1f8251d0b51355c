//! The second root module: the role, who may take it, and its policies.

use super::{Deployer, state};
use crate::lower::project::{self, Variable};
use crate::lower::{File, names};
use crate::model::Model;
use crate::physical::{self, ROLE};
use crate::terraform::hcl::{Body, Expression, Part};
use crate::terraform::policy::{Policy, Statement};
use crate::terraform::resource::{IamPolicy, IamPolicyAttachment, IamRole, Resource as _};

/// What stands behind the environment in its names. Ids have no double hyphen, so no component is called so.
const PART: &str = "--deployer";
/// The role's name in Terraform.
const LOCAL: &str = "deployer";

/// Its files.
pub fn lower(model: &Model, deployer: &Deployer) -> Vec<File> {
    let mut files = vec![
        ("main".to_owned(), project::root(model, "s3", state::own(model)).blank().then(project::account())),
        ("outputs".to_owned(), outputs()),
        ("role".to_owned(), role(model)),
        ("variables".to_owned(), variables(deployer)),
        ("policy_boundary".to_owned(), boundary(model)),
    ];
    let number = |(index, policy): (usize, &Policy)| {
        let number = (index + 1).to_string();
        let text = format!(
            "What deploys {} in {}, part {number} of {}.",
            model.app,
            model.environment,
            deployer.policies.len()
        );
        (format!("policy_{number}"), attached(model, &number, &text, policy, None))
    };
    files.extend(deployer.policies.iter().enumerate().map(number));
    for (word, count, policy) in &deployer.optional {
        let text = format!("What deploys {} in {}: {word}.", model.app, model.environment);
        files.push((format!("policy_{}", names::local(word)), attached(model, word, &text, policy, Some(count))));
    }
    files.into_iter().map(|(name, body)| File::Deployer(format!("{name}.tf"), body)).collect()
}

/// A policy of the role.
fn attached(model: &Model, word: &str, text: &str, policy: &Policy, count: Option<&Expression>) -> Body {
    let local = format!("{LOCAL}_{}", names::local(word));
    let counted = |body: Body| match count {
        Some(count) => Body::new().attribute("count", count.clone()).blank().then(body),
        None => body,
    };
    let index = if count.is_some() { "[0]" } else { "" };
    let mut file = Body::new();
    IamPolicy::new(format!("{}-{word}", base(model)), policy.expression())
        .comment(&policy.reasons())
        .description(text)
        .change(counted)
        .add(&local, &mut file);
    let arn = Expression::reference(format!("{}{index}.arn", IamPolicy::address(&local)));
    IamPolicyAttachment::new(IamRole::at(LOCAL, "name"), arn).change(counted).add(&local, &mut file);
    file
}

/// Where roles have a boundary, the deployer makes none without it: else it could give a role everything.
fn boundary(model: &Model) -> Body {
    let region = model.settings.region.as_ref().map_or("", |it| it.value.as_str());
    let roles = Expression::Template(vec![
        Part::Text(format!("arn:{}:iam::", names::partition(region))),
        Part::Reference(names::ACCOUNT.into()),
        Part::Text(":role/*".to_owned()),
    ]);
    let boundary = || Expression::reference("var.permissions_boundary");
    let writes = ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"];
    let policy = Policy::new(vec![
        Statement::deny(writes, [roles.clone()]).title("Unbounded").condition(
            "StringNotEquals",
            "iam:PermissionsBoundary",
            boundary(),
        ),
        Statement::deny(["iam:DeleteRolePermissionsBoundary"], [roles]).title("Unbinding"),
    ]);
    let text = format!("No role of {} in {} is without its boundary.", model.app, model.environment);
    let count = Expression::reference("var.permissions_boundary != null ? 1 : 0");
    attached(model, "boundary", &text, &policy, Some(&count))
}

fn base(model: &Model) -> String {
    format!("{}-{}{PART}", model.app, model.environment)
}

fn role(model: &Model) -> Body {
    let statement = Expression::object([
        ("Effect", Expression::from("Allow")),
        ("Principal", Expression::object([("AWS", Expression::reference("var.trusted"))])),
        ("Action", "sts:AssumeRole".into()),
    ]);
    let assume = Expression::object([
        ("Version", Expression::from("2012-10-17")),
        ("Statement", Expression::List(vec![statement])),
    ]);
    let name = physical::fit(&format!("{}-{}", model.app, model.environment), ROLE, PART);
    let mut file = Body::new();
    IamRole::new(name, Expression::json(assume))
        .description(format!("Deploys {} in {}.", model.app, model.environment))
        .add(LOCAL, &mut file);
    file
}

fn outputs() -> Body {
    let inner =
        Body::new().attribute("description", "The role to deploy with.").attribute("value", IamRole::at(LOCAL, "arn"));
    Body::new().block("output", &["role_arn"], inner)
}

fn variables(deployer: &Deployer) -> Body {
    let trusted = Variable {
        name: "trusted",
        text: "ARNs of the roles and users who may deploy.",
        kind: "list(string)",
        default: None,
        condition: "length(VALUE) > 0 && alltrue([for arn in VALUE : startswith(arn, \"arn:\") && !strcontains(arn, \"*\")])",
        message: "At least one may deploy, and each is an ARN without a star.",
    };
    let mut all = vec![trusted, project::BOUNDARY];
    if deployer.uses_cluster {
        all.push(project::CLUSTER);
    }
    if !deployer.optional.is_empty() {
        all.push(project::KEDA);
    }
    all.into_iter().fold(Body::new(), |body, variable| variable.add(body))
}

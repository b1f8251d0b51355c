//! The environment's key: one for everything that is kept, or one that exists already
//! (`docs/decisions/0017-one-key-an-environment.md`).

mod policy;
mod uses;

use watershed_grammar::resource::Shape;

pub use policy::needed as policy;
pub use uses::{of_role, of_schedule};

use super::{Cloud, File};
use crate::model::{Model, Resource, Trigger};
use crate::settings::common::Encryption;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::policy::Policy;
use crate::terraform::resource::{KmsAlias, KmsKey, Resource as _};

/// Its name in Terraform; no component has one of this kind.
const LOCAL: &str = "environment";

/// Days in which a key that was given up can be taken back: the most there is, where data is protected.
const WINDOW: u32 = 30;
/// The fewest there are, where an environment comes and goes.
const SHORT_WINDOW: u32 = 7;

/// The ARN of the key that encrypts; nothing where keys of AWS do.
pub fn arn(model: &Model) -> Option<Expression> {
    match &model.settings.encryption.as_ref()?.value {
        Encryption::Aws => None,
        Encryption::Own => Some(KmsKey::at(LOCAL, "arn")),
        Encryption::Named(arn) => Some(arn.as_str().into()),
    }
}

/// Whether it exists already and somebody else says what its policy is.
pub fn is_named(model: &Model) -> bool {
    matches!(model.settings.encryption.as_ref().map(|it| &it.value), Some(Encryption::Named(_)))
}

/// `key.tf`, where the environment has a key of its own and something to encrypt.
pub fn lower(cloud: &Cloud<'_>) -> Option<File> {
    let model = cloud.model;
    let is_own = model.settings.encryption.as_ref().is_some_and(|it| it.value == Encryption::Own);
    if !is_own || !encrypts(cloud) {
        return None;
    }
    let (name, policy) = (format!("{}-{}", model.app, model.environment), Policy::new(policy::whole(cloud)));
    let mut file = Body::new();
    KmsKey::new()
        .description(format!("Encrypts what {} keeps in {}.", model.app, model.environment))
        .deletion_window_in_days(if model.protected { WINDOW } else { SHORT_WINDOW })
        .enable_key_rotation(true)
        .policy(policy.expression())
        .comment(&policy.reasons())
        .tags(Expression::object([("component", "key")]))
        .add_protected(LOCAL, model.protected, &mut file);
    KmsAlias::new(format!("alias/{name}"), KmsKey::at(LOCAL, "key_id")).add(LOCAL, &mut file);
    Some(File::Terraform("key.tf".to_owned(), file))
}

/// Whether anything of this environment is encrypted by it.
fn encrypts(cloud: &Cloud<'_>) -> bool {
    let is_fed = |trigger: &Trigger| match trigger {
        Trigger::Topic { .. }
        | Trigger::Bucket { .. }
        | Trigger::Event { .. }
        | Trigger::Table { .. }
        | Trigger::Stream { .. } => true,
        Trigger::Http { .. }
        | Trigger::Url { .. }
        | Trigger::Queue { .. }
        | Trigger::Schedule { .. }
        | Trigger::Call => false,
    };
    cloud.serverless().next().is_some()
        || cloud.model.resources.iter().any(|it| it.external.is_none())
        || cloud.model.functions.iter().any(|it| is_fed(&it.trigger))
}

/// Resources of a kind that are written here.
fn own<'a>(model: &'a Model, is: impl Fn(&Shape) -> bool + 'a) -> impl Iterator<Item = &'a Resource> {
    model.resources.iter().filter(move |it| it.external.is_none() && is(&it.shape))
}

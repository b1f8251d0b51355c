//! The role of the deployment itself: what Terraform needs to make, read, change and destroy exactly what was written,
//! as a second root module that an administrator applies.

mod grants;
mod made;
mod pack;
mod root;
mod state;
mod table;

use std::collections::BTreeMap;

use watershed_grammar::{Diagnostic, Diagnostics, Span, codes, limits};

use super::{File, names, project};
use crate::model::Model;
use crate::place::Plan;
use crate::settings::limits::of;
use crate::terraform::hcl::Expression;
use crate::terraform::policy::Policy;
use crate::terraform::resource::{PodIdentityAssociation, Resource as _};
use grants::Grants;
pub use made::Made;
use made::World;

/// What a deployer may do.
struct Deployer {
    /// What is deployed always.
    policies: Vec<Policy>,
    /// What is deployed where a variable says so: a word for it, its condition and its policy.
    optional: Vec<(String, Expression, Policy)>,
    /// Whether something of a cluster is deployed.
    uses_cluster: bool,
}

/// Where the settings ask for a deployer.
pub fn asked(model: &Model) -> Option<Span> {
    model.settings.deployer.as_ref().filter(|it| it.value).map(|it| it.span)
}

/// Reports a deployer that AWS would not take.
pub fn check(model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
    let Some(at) = asked(model) else { return };
    let made: Vec<Made> = super::own(model, plan, |file| Made::of(&file)).into_iter().flatten().collect();
    match Deployer::of(model, &made, at) {
        Err(wrong) => diagnostics.push(*wrong),
        Ok(deployer) => {
            // One is kept for the boundary.
            let count = deployer.policies.len() + deployer.optional.len() + 1;
            let most = of(&model.settings.limits, &limits::POLICIES) as usize;
            if count > most {
                let message = format!(
                    "the deployer of `{}` would have {count} policies, and a role takes {most}",
                    model.environment
                );
                let wrong = Diagnostic::error(codes::DEPLOYER_SIZE, at, message).help(limits::POLICIES.source);
                diagnostics.push(
                    wrong.help("divide the application, or write what the account takes: `limits: { policies: 20 }`"),
                );
            }
        }
    }
}

/// The files of the second root; none where there is no deployer.
pub fn lower(model: &Model, made: &[Made]) -> Vec<File> {
    let Some(at) = asked(model) else { return Vec::new() };
    // What is wrong has been reported.
    Deployer::of(model, made, at).map(|it| root::lower(model, &it)).unwrap_or_default()
}

impl Deployer {
    fn of(model: &Model, made: &[Made], at: Span) -> Result<Self, Box<Diagnostic>> {
        let region = model.settings.region.as_ref().map_or("", |it| it.value.as_str());
        let tags = project::default_tags(model);
        let world = World::new(made, &tags, names::partition(region), region);
        let mut always = Grants::default();
        let mut optional: BTreeMap<&str, (Expression, Grants)> = BTreeMap::new();
        for it in made {
            let grants = match &it.count {
                None => &mut always,
                Some(count) => &mut optional.entry(&it.local).or_insert_with(|| (count.clone(), Grants::default())).1,
            };
            grants.add(it, &world).map_err(|what| unknown(&what, at))?;
        }
        state::grant(model, &mut always)?;
        let single = |grants: Grants| pack::policy(&grants.into_list());
        let optional = optional.into_iter().map(|(local, (count, grants))| (word(local), count, single(grants)));
        Ok(Self {
            policies: pack::pack(always.into_list()).ok_or_else(|| unknown("a grant that fits into no policy", at))?,
            optional: optional.collect(),
            uses_cluster: made.iter().any(|it| it.kind == PodIdentityAssociation::TYPE),
        })
    }
}

/// A name of Terraform as a part of a name in the cloud.
fn word(local: &str) -> String {
    local.replace("__", "-").replace('_', "-")
}

fn unknown(what: &str, at: Span) -> Box<Diagnostic> {
    let message = format!("what Terraform needs for `{what}` is not known");
    Box::new(Diagnostic::error(codes::DEPLOYER_SIZE, at, message).help("leave out `deployer` and report this"))
}

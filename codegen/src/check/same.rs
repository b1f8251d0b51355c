//! Which resources are one thing in AWS: two structs may name one that exists already.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use watershed_grammar::Diagnostic;
use watershed_grammar::resource::Shape;

use crate::model::{Function, Model, ResourceId, Trigger};
use crate::physical;

/// The bus that every account has, which triggers without a bus listen to.
const DEFAULT_BUS: &str = "default";

/// A kind and what one of it is called.
type Name<'a> = (&'static str, Cow<'a, str>);

/// The resources of one environment by what they are in AWS.
#[derive(Default)]
pub struct Same {
    /// Of each resource that is not the first of its thing, the first.
    firsts: BTreeMap<ResourceId, ResourceId>,
    /// The others, by the first.
    others: BTreeMap<ResourceId, Vec<ResourceId>>,
    default_bus: Option<ResourceId>,
}

impl Same {
    /// Finds out. A name and an ARN are one where the ARN ends with the name: in which account a name is, nothing says.
    pub fn new(model: &Model) -> Self {
        let mut same = Self::default();
        if model.resources.iter().all(|it| it.external.is_none()) {
            return same;
        }
        let mut seen: HashMap<Name<'_>, Vec<(ResourceId, Option<&str>)>> = HashMap::new();
        for (index, resource) in model.resources.iter().enumerate().filter(|(_, it)| it.identity.is_whole) {
            let id = ResourceId(index);
            let (name, account) = physical::called(model, resource);
            if matches!(resource.shape, Shape::Bus(_)) && name == DEFAULT_BUS && account.is_none() {
                same.default_bus.get_or_insert(id);
            }
            let known = seen.entry((resource.kind(), name)).or_default();
            match known.iter_mut().find(|(_, other)| is_one_account(*other, account)) {
                Some((first, other)) => {
                    *other = other.or(account);
                    same.firsts.insert(id, *first);
                    same.others.entry(*first).or_default().push(id);
                }
                None => known.push((id, account)),
            }
        }
        same
    }

    /// The resource that stands for all that are the same thing.
    pub fn first(&self, id: ResourceId) -> ResourceId {
        self.firsts.get(&id).copied().unwrap_or(id)
    }

    /// The others that are what a first is.
    pub fn others(&self, first: ResourceId) -> &[ResourceId] {
        self.others.get(&first).map_or(&[], |it| it)
    }

    /// What a function listens to; the account's default bus where a struct stands for it.
    pub fn heard(&self, function: &Function) -> Option<ResourceId> {
        let default_bus = self.default_bus.filter(|_| matches!(function.trigger, Trigger::Event { .. }));
        function.trigger.subject().or(default_bus).map(|id| self.first(id))
    }
}

/// Shows two resources where they are one thing.
pub fn shown(model: &Model, (one, two): (ResourceId, ResourceId), diagnostic: Diagnostic) -> Diagnostic {
    if one == two {
        return diagnostic;
    }
    let (one, two) = (model.resource(one), model.resource(two));
    let text = format!("one {}: `{}`", one.kind(), physical::called(model, one).0);
    diagnostic.also(one.identity.name, text).also(two.identity.name, "and the same again")
}

/// Whether nothing says that two are in two accounts.
pub fn is_one_account(one: Option<&str>, two: Option<&str>) -> bool {
    one.is_none() || two.is_none() || one == two
}

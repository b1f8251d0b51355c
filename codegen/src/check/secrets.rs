//! Secrets among the variables that an environment sets; those of the attributes have been looked at there.

use std::collections::BTreeMap;

use watershed_grammar::{Diagnostics, env};

use crate::model::{Identity, Model, Origin, Variable};

/// Every variable; what is accepted is taken out afterwards, and so is known to be needed.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let functions = model.whole_functions().map(|it| (&it.identity, &it.env));
    for (identity, env) in functions.chain(model.whole_services().map(|it| (&it.identity, &it.env))) {
        variables(identity, env, diagnostics);
    }
}

fn variables(identity: &Identity, env: &BTreeMap<String, Variable>, diagnostics: &mut Diagnostics) {
    for (key, Variable { text, .. }) in env {
        let found = env::secret_fault(key, &text.value, text.place(identity.at));
        let found = found.map(|found| match text.origin {
            Origin::Environment(_) => found.also(identity.name, "the component"),
            Origin::Written(_) | Origin::Default => found,
        });
        diagnostics.extend_some(found);
    }
}

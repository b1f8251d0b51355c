//! What the program cannot know from its attributes: settings of `watershed.yaml`, by variables.

use std::collections::BTreeMap;

use watershed_codegen::model::Model;
use watershed_grammar::trigger::http::Auth;

use crate::terminal;

/// The default of `http.auth`, and the variables of all functions and services.
///
/// One process has one environment: where two of them give a variable different values, the first by id wins, and the
/// person is told.
pub fn variables(model: &Model) -> Vec<(String, String)> {
    let mut all: BTreeMap<String, (String, String)> = BTreeMap::new();
    let functions = model.functions.iter().map(|function| (&function.identity.id, &function.env));
    let services = model.services.iter().map(|service| (&service.identity.id, &service.env));
    for (id, env) in functions.chain(services) {
        for (name, value) in env {
            let value = &value.text.value;
            match all.get(name) {
                Some((first, other)) if other != value => terminal::say(&format!(
                    "watershed: `{id}` and `{first}` want different values of `{name}`; on this machine both see `{other}`"
                )),
                Some(_) => {}
                None => drop(all.insert(name.clone(), (id.clone(), value.clone()))),
            }
        }
    }
    let auth = model.settings.http.auth.as_ref().map(|auth| match &auth.value {
        Auth::None => "none".to_owned(),
        Auth::Iam => "iam".to_owned(),
        Auth::Jwt { issuer, audience } => {
            serde_json::json!({ "jwt": { "issuer": issuer, "audience": audience } }).to_string()
        }
    });
    let auth = auth.map(|auth| ("WATERSHED_HTTP_AUTH".to_owned(), auth));
    all.into_iter().map(|(name, (_, value))| (name, value)).chain(auth).collect()
}

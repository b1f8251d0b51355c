//! The name of a deployment: its group's, or the id of its only member.

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::Spanned;
use crate::value::id;

/// Names of files beside those of the deployments, and why nothing else has them.
const FILES: &[(&str, &str)] = &[
    ("kustomization", "is the name of a file that every environment has"),
    ("namespace", "is the name of a file that every environment has"),
];

/// Names of objects that are in every namespace.
const OBJECTS: &[(&str, &str)] = &[
    ("deny-all", "is the network policy that closes the namespace"),
    ("default", "is the service account of every pod that names none"),
];

/// What a deployment takes its name from.
pub struct Named<'a> {
    /// The name of the function or service.
    pub name: &'a Spanned<String>,
    /// `id`
    pub id: Option<&'a Spanned<String>>,
    /// `renamed_from`: the objects keep this name.
    pub renamed_from: Option<&'a Spanned<String>>,
    /// `group`
    pub group: Option<&'a Spanned<String>>,
}

/// Reports a name that is somebody else's in every environment.
pub fn check(named: &Named<'_>, diagnostics: &mut Diagnostics) {
    let derived = || Spanned::new(id::kebab(&named.name.value), named.name.span);
    let file = named.group.or(named.id).cloned().unwrap_or_else(derived);
    let object = named.group.or(named.renamed_from).unwrap_or(&file);
    for (name, table) in [(&file, FILES), (object, OBJECTS)] {
        if let Some((_, what)) = table.iter().find(|(taken, _)| *taken == name.value) {
            let wrong = Diagnostic::error(codes::BAD_NAME, name.span, format!("`{}` {what}", name.value));
            diagnostics.push(wrong.help("choose another name"));
        }
    }
}

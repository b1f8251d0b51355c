//! Objects that stay in the cluster: `kubectl apply` removes nothing.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::codes;

use super::{Files, Finding};

/// An object: its namespace, its kind and its name.
type Object<'a> = (&'a str, &'a str, &'a str);

/// Kinds that do something, where others only describe it.
const WORKING: &[&str] = &["CronJob", "Deployment", "HorizontalPodAutoscaler", "ScaledJob", "ScaledObject"];

/// What the files before had and no file has now, in one finding for each namespace.
pub fn findings(environment: &str, before: &Files<'_>, after: &Files<'_>) -> Vec<Finding> {
    let is = objects(after);
    let mut gone: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (namespace, kind, name) in objects(before).difference(&is) {
        gone.entry(namespace).or_default().push((kind, name));
    }
    let found = gone.into_iter().map(|(namespace, objects)| {
        let named = |working: bool| {
            let kept = objects.iter().filter(move |(kind, _)| WORKING.contains(kind) == working);
            kept.map(|(kind, name)| format!("{kind} `{name}`")).collect::<Vec<_>>()
        };
        let (working, other) = (named(true), named(false));
        let goes_on = if working.is_empty() { "stays in the cluster" } else { "goes on in the cluster" };
        let shown = if working.is_empty() { other } else { working };
        let each: Vec<String> = objects.iter().map(|(kind, name)| format!("{}/{name}", kind.to_lowercase())).collect();
        let place = if namespace.is_empty() { String::new() } else { format!(" --namespace {namespace}") };
        let message = format!(
            "nothing in {environment} describes {} any more, and `kubectl apply` removes nothing: it {goes_on}",
            shown.join(", ")
        );
        let help = match objects.as_slice() {
            // What else is in it goes with a namespace.
            [("Namespace", name)] => {
                format!("look what else is in it before you delete it: `kubectl get all -n {name}`")
            }
            _ => format!("after the next apply: `kubectl delete{place} {}`", each.join(" ")),
        };
        Finding::new(environment, codes::OBJECTS_STAY, message, help)
    });
    found.collect()
}

fn objects<'a>(files: &Files<'a>) -> BTreeSet<Object<'a>> {
    let documents = files.values().flat_map(|text| text.split("\n---\n"));
    documents.filter_map(object).collect()
}

/// What a document is. A kustomization is no object.
fn object(document: &str) -> Option<Object<'_>> {
    let kind = document.lines().find_map(|line| line.strip_prefix("kind: "))?;
    let metadata = document.lines().skip_while(|line| *line != "metadata:").skip(1);
    let inside: Vec<&str> = metadata.take_while(|line| line.starts_with(' ')).collect();
    let of = |key: &str| inside.iter().find_map(|line| line.strip_prefix(key)).map(|it| it.trim_matches(['"', '\'']));
    Some((of("  namespace: ").unwrap_or_default(), kind, of("  name: ")?))
}

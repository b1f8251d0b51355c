//! Every stage of the compiler as text, readable and the same on every machine.

use std::fmt::Write as _;

use crate::describe::{self, Knob};
use crate::front::{Front, Texts};
use crate::lower::{self, File};
use crate::model::{Grant, Identity, Model, Origin};
use crate::parse::Declared;
use crate::place::{Deployment, Plan, Runs};
use crate::terraform::hcl::Item;

/// The crates of the deployed binary: modules, files, annotated items.
pub fn source(front: &Front) -> String {
    let mut text = format!("binary {} of package {}\n", front.binary.name, front.binary.package);
    let Some(sources) = &front.sources else { return text };
    for (index, krate) in sources.crates.iter().enumerate() {
        let _ = writeln!(text, "\ncrate {index}{}", if index == 0 { ": the binary" } else { "" });
        for (number, module) in krate.modules.iter().enumerate() {
            let _ = writeln!(text, "  {}  {}", module.path, front.texts.get(module.file).0);
            let inside = |it: &&crate::source::find::Annotated| {
                it.place.module.krate == index && it.place.module.module == number
            };
            for annotated in sources.annotated.iter().filter(inside) {
                let _ = writeln!(text, "    #[{}]  {}", annotated.kind, place(&front.texts, annotated.at));
            }
        }
    }
    text
}

/// What the attributes say, before anything is resolved.
pub fn parse(front: &Front) -> String {
    let mut rows = Vec::new();
    for it in &front.declarations {
        let kind = match &it.kind {
            Declared::Function(function) => format!("function {}", function.trigger.value.kind()),
            Declared::Service(service) => format!("service {}", if service.http.is_some() { "http" } else { "worker" }),
            Declared::Resource(resource) => resource.shape.kind().to_owned(),
            Declared::Lost(_) => "lost".to_owned(),
        };
        let path = format!("{}::{}", it.module, front.texts.at(it.name));
        rows.push([kind, path, place(&front.texts, it.at), it.summary.clone()]);
    }
    describe::table(["KIND", "ITEM", "WRITTEN AT", "SUMMARY"], &rows)
}

/// The components of an environment with every knob, its origin, and every grant.
pub fn model(model: &Model, texts: &Texts) -> String {
    let mut text =
        format!("{} in {}{}\n", model.app, model.environment, if model.protected { ", protected" } else { "" });
    for it in &model.functions {
        component(&mut text, "function", &it.identity, &describe::of_function(model, it), texts);
        grants(&mut text, model, &it.grants, texts);
    }
    for it in &model.services {
        component(&mut text, "service", &it.identity, &describe::of_service(it), texts);
        grants(&mut text, model, &it.grants, texts);
    }
    for it in &model.resources {
        component(&mut text, it.kind(), &it.identity, &describe::of_resource(it), texts);
    }
    text
}

fn component(text: &mut String, kind: &str, identity: &Identity, knobs: &[Knob], texts: &Texts) {
    let _ = writeln!(text, "\n{kind} {}  {}  {}", identity.id, identity.path, place(texts, identity.at));
    let rows: Vec<[String; 3]> =
        knobs.iter().map(|it| [format!("  {}", it.name), it.value.clone(), origin(texts, it.origin)]).collect();
    text.push_str(&describe::table(["  KNOB", "VALUE", "FROM"], &rows));
}

fn grants(text: &mut String, model: &Model, grants: &[Grant], texts: &Texts) {
    for grant in grants {
        let _ = writeln!(text, "  may {}  {}", describe::permission(model, grant), place(texts, grant.at));
    }
}

/// Where each component of an environment runs, and why.
pub fn plan(model: &Model, plan: &Plan) -> String {
    let mut text = format!("{} in {}\n\n", model.app, model.environment);
    let mut rows = Vec::new();
    for it in &plan.functions {
        let runs = match &it.runs {
            Runs::Serverless => "serverless".to_owned(),
            Runs::Container(name) => format!("container {name}"),
        };
        rows.push([it.id.clone(), runs, it.reason.to_owned()]);
    }
    text.push_str(&describe::table(["FUNCTION", "RUNS", "BECAUSE"], &rows));
    let row = |it: &Deployment| {
        let members: Vec<&str> = it.members.iter().map(|member| member.id.as_str()).collect();
        [
            it.object.clone(),
            format!("{:?}", it.workload),
            members.join(", "),
            format!("{}m, {} MB", it.size.cpu, it.size.memory),
            format!("{:?}", it.scaling),
            format!("{} s", it.grace),
        ]
    };
    let rows: Vec<[String; 6]> = plan.deployments.iter().map(row).collect();
    if !rows.is_empty() {
        text.push('\n');
        text.push_str(&describe::table(["IN THE CLUSTER", "AS", "MEMBERS", "SIZE", "SCALING", "GRACE"], &rows));
    }
    text
}

/// What is written of an environment, by file: Terraform addresses, kinds and names of Kubernetes.
pub fn stack(model: &Model, plan: &Plan) -> String {
    let mut files = lower::lower(model, plan, |file| match file {
        File::Terraform(name, body) => {
            (0, format!("\nterraform/{name}\n"), body.items.iter().filter_map(address).collect::<String>())
        }
        File::Deployer(name, body) => {
            (2, format!("\ndeployer/{name}\n"), body.items.iter().filter_map(address).collect::<String>())
        }
        File::Kubernetes(name, manifest) => {
            let titles = manifest.documents.iter().map(|it| format!("  {}\n", it.title()));
            (1, format!("\nkubernetes/{name}\n"), titles.collect())
        }
    });
    files.sort();
    let files = files.into_iter().flat_map(|(_, name, lines)| [name, lines]);
    std::iter::once(format!("{} in {}\n", model.app, model.environment)).chain(files).collect()
}

fn address(item: &Item) -> Option<String> {
    let Item::Block(block) = item else { return None };
    let labels = block.labels.iter().map(String::as_str);
    let words: Vec<&str> = std::iter::once(block.name.as_ref()).chain(labels).collect();
    Some(format!("  {}\n", words.join(" ")))
}

/// Who said a value: a place, or nobody.
pub fn origin(texts: &Texts, origin: Origin) -> String {
    match origin {
        Origin::Written(span) | Origin::Environment(span) => place(texts, span),
        Origin::Default => "default".to_owned(),
    }
}

/// `src/main.rs:12:5`
pub fn place(texts: &Texts, span: watershed_grammar::Span) -> String {
    let (path, line, column) = texts.place(span);
    format!("{path}:{line}:{column}")
}
